package pipefault.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import pipefault.defects.Scenarios;
import pipefault.defects.Writers;
import pipefault.explore.Sweep;
import pipefault.explore.SweepResult;
import pipefault.report.Conditions;
import pipefault.report.PageOverview;
import pipefault.report.PageTable;
import pipefault.report.ReportDirectory;
import pipefault.report.ReportedRun;
import pipefault.report.SweepTable;
import pipefault.scenario.RunSpec;
import pipefault.scenario.Runner;
import pipefault.scenario.Scenario;

/** The page of a sweep, opened in a real browser: a long map, and a picture for each kind of finding. */
@Tag("browser")
@Timeout(120)
class MapPageTest {

    private static final int WIDTH = 1280;
    private static final int HEIGHT = 900;

    @TempDir
    private static Path temporary;

    private static Chromium chromium;
    private static URI page;
    private static int kinds;
    private Tab tab;

    @BeforeAll
    static void sweepAndStartTheBrowser() throws Exception {
        chromium = Chromium.start(temporary.resolve("profile"));
        SweepResult swept = swept();
        kinds = swept.defects().size();
        page = report(swept, temporary.resolve("report"));
    }

    @AfterAll
    static void endTheBrowser() throws Exception {
        if (chromium != null) {
            chromium.close();
        }
    }

    private static SweepResult swept() {
        Scenario scenario = Scenarios.all().stream()
                .filter(each -> each.id().equals("D1-deadlock"))
                .findFirst()
                .orElseThrow();
        RunSpec script = new RunSpec(scenario, scenario.variant("pending").orElseThrow(), Writers.asShipped(), 0, null);
        Runner runner = Runner.simulated();
        Sweep sweep = Sweep.begin(script, runner);
        SweepResult result = new SweepResult(sweep, false);
        result.toTest().forEach(cell -> result.add(sweep.test(cell, runner::run, () -> false)));
        return result;
    }

    private static URI report(SweepResult swept, Path folder) throws IOException {
        Function<SweepResult.Defect, ReportedRun> reported = defect ->
                ReportedRun.of(defect.result(), null, 1, null, defect.spec().override() + "");
        ReportDirectory report = ReportDirectory.prepare(folder, "0.1.0");
        for (SweepResult.Defect defect : swept.defects()) {
            report.add(reported.apply(defect));
        }
        PageTable table = SweepTable.of(swept, reported);
        report.finish(
                "",
                new PageOverview("1 sweep", "some findings", false, "", List.of(table, table)),
                new Conditions("0.1.0", "simulated", "any system", 0),
                target -> target.write("{}\n"));
        return folder.resolve("index.html").toUri();
    }

    @BeforeEach
    void openATab() throws Exception {
        tab = chromium.newTab();
        tab.resize(WIDTH, HEIGHT, false);
        tab.go(page);
    }

    @AfterEach
    void thePageIsQuiet() {
        assertThat(tab.complaints()).as("what the page has complained about").isEmpty();
        tab.close();
    }

    private String text(String expression) throws Exception {
        return tab.evaluate(expression).asText();
    }

    @Test
    void each_kind_of_finding_has_a_picture_with_an_address_of_its_own() throws Exception {
        assertThat(kinds).isGreaterThan(2);
        assertThat(tab.evaluate("new Set([...document.querySelector('#tables table').querySelectorAll('a[href]')]"
                                + ".map(a => a.getAttribute('href'))).size")
                        .asInt())
                .isEqualTo(kinds);
    }

    @Test
    void a_cell_that_broke_opens_the_run_that_shows_it() throws Exception {
        tab.evaluate("[...document.querySelectorAll('#tables tr')]"
                + ".find(row => row.textContent.startsWith('CancelIoEx fail(ERROR_ACCESS_DENIED)'))"
                + ".querySelector('a').click()");
        tab.settle();
        tab.settle();

        assertThat(text("document.querySelector('#headline').innerText")).startsWith("Event-1 is closed while op-1");
        assertThat(text("document.querySelector('.plan').innerText")).contains("CancelIoEx#1");
    }

    @Test
    void a_cell_that_survived_leads_nowhere() throws Exception {
        assertThat(text("[...document.querySelectorAll('#tables td')]"
                        + ".find(cell => cell.textContent.startsWith('survived')).querySelectorAll('a').length"))
                .isEqualTo("0");
    }

    @Test
    void a_long_map_does_not_push_the_picture_out_of_reach() throws Exception {
        tab.photograph(Path.of("target", "browser", "map.png"));

        assertThat(tab.evaluate("document.querySelectorAll('#tables .long').length")
                        .asInt())
                .isEqualTo(2);
        assertThat(tab.evaluate("document.querySelector('#run').getBoundingClientRect().top")
                        .asInt())
                .isLessThan(2 * HEIGHT);
        assertThat(tab.evaluate("document.documentElement.scrollWidth").asInt()).isLessThanOrEqualTo(WIDTH);
    }
}
