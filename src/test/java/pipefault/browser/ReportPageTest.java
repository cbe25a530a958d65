package pipefault.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page of a report, opened in a real browser. What it looks like is left in {@code target/browser}. */
@Tag("browser")
@Timeout(120)
class ReportPageTest {

    private static final Path PICTURES = Path.of("target", "browser");
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 900;

    /** Whether an element is wholly in the window, and not scrolled out of its box. */
    private static final String IN_SIGHT = """
            (selector => {
              const element = document.querySelector(selector);
              if (!element) return 'no ' + selector;
              const box = element.getBoundingClientRect();
              const top = document.elementFromPoint(box.left + Math.min(60, box.width / 2), box.top + box.height / 2);
              const seen = box.top >= 0 && box.bottom <= innerHeight && box.height > 0
                  && !!top && !!top.closest('.scroller');
              return seen ? 'in sight' : JSON.stringify(box);
            })('%s')""";

    @TempDir
    private static Path temporary;

    private static Chromium chromium;
    private static SampleReport report;
    private Tab tab;

    @BeforeAll
    static void startTheBrowser() throws Exception {
        chromium = Chromium.start(temporary.resolve("profile"));
        report = SampleReport.in(temporary.resolve("report"));
    }

    @AfterAll
    static void endTheBrowser() throws Exception {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void openATab() throws Exception {
        tab = chromium.newTab();
        tab.resize(WIDTH, HEIGHT, false);
    }

    @AfterEach
    void everyPageIsQuietAndAsksForNothing() {
        assertThat(tab.complaints()).as("what the page has complained about").isEmpty();
        assertThat(tab.requests())
                .as("what the page has asked for")
                .allSatisfy(url -> assertThat(url).matches("(file|about|data):.*"));
        tab.close();
    }

    private URI stuck() {
        return report.page("D1-deadlock", "dispatched", "wait-under-lock");
    }

    private URI unsafe() {
        return report.page("D1a-memory", "cancel-fails", "as-shipped");
    }

    private URI longRun() {
        return report.page("long", "many-blocks", "recovering");
    }

    private String text(String selector) throws Exception {
        return tab.evaluate("document.querySelector('" + selector + "').innerText")
                .asText();
    }

    private void assertInSight(String selector) throws Exception {
        assertThat(tab.evaluate(IN_SIGHT.formatted(selector)).asText())
                .as(selector)
                .isEqualTo("in sight");
    }

    @Test
    void a_stuck_run_tells_the_circle_of_waits_and_shows_where_it_closes() throws Exception {
        tab.go(stuck());

        assertThat(text("#headline")).isEqualTo("Waited for stop by owner to return, which a deadlock prevents.");
        assertThat(text("#circle").lines().map(String::strip).toList())
                .containsSubsequence(
                        "owner", "waits for a running callback", "pool-1", "waits for the mutex ReviewedWriter");
        assertThat(text(".moment")).contains("decisive moment: the circle of waits is closed");
        assertInSight(".moment");
        assertInSight(".row.decisive");
        assertThat(tab.evaluate("document.querySelectorAll('.arrows .wait').length")
                        .asInt())
                .as("arrows between the two threads")
                .isEqualTo(2);
    }

    @Test
    void an_unsafe_run_tells_which_memory_was_released_and_by_what() throws Exception {
        tab.go(unsafe());

        assertThat(text("#story"))
                .contains("from here on the memory of op-1 belongs to the kernel")
                .contains("Op-1 is released while the kernel owns it (WriteFile is pending). By owner in close")
                .contains("ReviewedWriter.java:")
                .contains("Only here does the kernel end op-1");
        assertInSight(".row.decisive");
        assertThat(tab.evaluate("document.querySelectorAll('.span.operation .early').length")
                        .asInt())
                .as("spans of memory that was released early")
                .isEqualTo(1);
        assertThat(tab.evaluate("document.querySelectorAll('.row.finding.evidence').length")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void keys_go_from_event_to_event_and_the_details_tell_of_each() throws Exception {
        tab.go(unsafe());
        tab.press("Home");
        String first = text("#details");
        tab.press("ArrowRight");
        String second = text("#details");
        tab.press("ArrowLeft");

        assertThat(first).contains("event 1 of ");
        assertThat(second).contains("event 2 of ");
        assertThat(text("#details")).isEqualTo(first);
        tab.press("d");
        assertInSight(".row.decisive.current");
    }

    @Test
    void stepping_through_hides_what_has_not_happened_yet() throws Exception {
        tab.go(stuck());
        tab.press("Home");
        assertThat(tab.evaluate("document.querySelector('.curtain').hidden").asBoolean())
                .isTrue();
        tab.press("s");
        double before =
                tab.evaluate("document.querySelector('.curtain').offsetTop").asDouble();
        tab.press("ArrowRight");

        assertThat(tab.evaluate("document.querySelector('.curtain').hidden").asBoolean())
                .isFalse();
        assertThat(tab.evaluate("document.querySelector('.curtain').offsetTop").asDouble())
                .isGreaterThan(before);
        tab.press("s");
        assertThat(tab.evaluate("document.querySelector('.curtain').hidden").asBoolean())
                .isTrue();
    }

    @Test
    void a_search_finds_events_and_goes_to_them_in_other_runs_too() throws Exception {
        tab.go(stuck());
        tab.press("/");
        tab.type("closethreadpoolwait");
        assertThat(text("#found")).matches("\\d+ events in \\d+ runs; Enter goes to the next");
        tab.press("Enter");

        assertThat(text("#details code")).contains("CloseThreadpoolWait");
        assertInSight(".row.current.match");
        tab.evaluate("document.querySelector('#search').value = ''");
        tab.type("no such thing");
        assertThat(text("#found")).isEqualTo("Nothing found.");
    }

    @Test
    void a_click_in_the_matrix_opens_the_run() throws Exception {
        tab.go(report.page());
        tab.evaluate("[...document.querySelectorAll('#tables a')]"
                + ".find(a => a.textContent.includes('CORRUPTED')).click()");
        tab.settle();
        tab.settle();

        assertThat(text("#headline")).startsWith("Byte 1000 of 41010 at the peer differs");
        assertThat(text(".row.decisive")).contains("gets ");
    }

    @Test
    void what_a_writer_says_stays_text() throws Exception {
        tab.go(stuck());

        assertThat(text("code.replay")).contains(SampleReport.HOSTILE);
        assertThat(tab.evaluate("document.images.length").asInt()).isZero();
    }

    @Test
    void a_thousand_events_stay_usable() throws Exception {
        tab.go(longRun());
        int rows = tab.evaluate("document.querySelectorAll('.row').length").asInt();
        tab.press("End");

        assertThat(rows).isGreaterThan(1000);
        assertInSight(".row.current");
        assertThat(tab.evaluate("(() => { const begin = performance.now();"
                                + " for (let i = 0; i < 20; i++) document.querySelector('#back').click();"
                                + " return (performance.now() - begin) / 20; })()")
                        .asDouble())
                .as("milliseconds for one step back")
                .isLessThan(500);
    }

    @ParameterizedTest
    @CsvSource({"1280, false", "800, true"})
    void nothing_sticks_out_and_no_text_runs_into_another(int width, boolean dark) throws Exception {
        for (URI page : List.of(
                report.page(),
                stuck(),
                unsafe(),
                report.page("D1d-restart", "stopped-in-the-middle", "as-shipped"),
                report.page("D1-deadlock", "dispatched", "recovering"),
                report.page("D1c-stall", "held", "as-shipped"),
                longRun())) {
            tab.resize(width, HEIGHT, dark);
            tab.go(page);
            String name = page.getFragment() == null ? "all" : page.getFragment();

            assertThat(tab.evaluate("document.documentElement.scrollWidth").asInt())
                    .as("width of %s", name)
                    .isLessThanOrEqualTo(width);
            assertThat(tab.evaluate(OVERLAPS))
                    .as("rows of %s that overlap", name)
                    .isEmpty();
            tab.photograph(PICTURES.resolve(name + "." + width + (dark ? ".dark" : "") + ".png"));
        }
    }

    /** Pairs of rows that share a place. */
    private static final String OVERLAPS = """
            (() => {
              const boxes = [...document.querySelectorAll('.row')].map(e => [e.getBoundingClientRect(), e.id]);
              const both = [];
              for (let i = 0; i < boxes.length; i++) {
                for (let j = i + 1; j < Math.min(boxes.length, i + 40); j++) {
                  const [a, b] = [boxes[i][0], boxes[j][0]];
                  if (a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1) {
                    both.push(boxes[i][1] + ' ' + boxes[j][1]);
                  }
                }
              }
              return both;
            })()""";
}
