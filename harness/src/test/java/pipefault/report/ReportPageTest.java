package pipefault.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pipefault.oracle.Finding;
import pipefault.oracle.Verdict;
import pipefault.report.MatrixLayout.Column;

class ReportPageTest {

    private static final Conditions CONDITIONS = new Conditions("0.1.0", "simulated", "Linux 6.1 amd64", 1);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern DATA = Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>");

    @TempDir
    private Path temporary;

    private static Gallery gallery(List<ReportedRun> runs) {
        Gallery gallery = new Gallery();
        runs.forEach(gallery::add);
        return gallery;
    }

    private static MatrixLayout layout(ReportedRun run) {
        String scenario = run.result().scenario();
        String writer = run.result().writer();
        return new MatrixLayout(List.of(scenario), List.of(new Column(writer, Map.of(scenario, List.of(writer)))));
    }

    private static String data(ReportedRun run) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = PageJson.generator(text)) {
            json.setPrettyPrinter(JsonReport.printer());
            PageJson.write(json, CONDITIONS, PageOverview.of(layout(run), List.of(run)), gallery(List.of(run)));
        }
        return text + "\n";
    }

    private static String page(List<ReportedRun> runs) throws IOException {
        StringWriter text = new StringWriter();
        ReportPage.write(CONDITIONS, PageOverview.of(layout(runs.get(0)), runs), gallery(runs), text);
        return text.toString();
    }

    @Test
    void tells_of_a_stuck_run_with_the_circle_of_waits() throws IOException {
        Golden.assertMatches("page-stuck.json", data(SampleRuns.stuck()));
    }

    @Test
    void tells_of_an_unsafe_run_whose_memory_was_released() throws IOException {
        Golden.assertMatches("page-unsafe.json", data(SampleRuns.releasedEarly()));
    }

    @Test
    void needs_nothing_from_outside() throws IOException {
        String page = page(List.of(SampleRuns.stuck()));

        assertThat(page)
                .matches(text -> ReportPage.OWN.matcher(text).lookingAt(), "begins as every page of ours")
                .contains("default-src 'none'")
                .doesNotContain("http://www.w3.org/1999")
                .doesNotContainPattern("(src|href)=\"(?!#|data:)");
    }

    @Test
    void text_of_a_subject_cannot_leave_the_data() throws IOException {
        ReportedRun run = SampleRuns.withFinding(new Finding(
                "exceptions",
                Verdict.MISREPORTED,
                "</script><script>alert(1)</script> <!-- & \u2028 \ud800 caf\u00e9"));
        String page = page(List.of(run));
        Matcher data = DATA.matcher(page);

        assertThat(page).doesNotContain("alert(1)</script>");
        assertThat(data.find()).isTrue();
        assertThat(data.group(1)).doesNotContain("<", ">", "&").isASCII();
        assertThat(JSON.readTree(data.group(1))
                        .at("/pictures/0/evidence/0/text")
                        .asText())
                .isEqualTo("</script><script>alert(1)</script> <!-- & \u2028 \ud800 caf\u00e9");
    }

    @Test
    void draws_so_many_runs_and_says_how_many_more_there_are() throws IOException {
        Gallery gallery = new Gallery();
        for (int i = 0; i < Gallery.BAD_MAX + 3; i++) {
            gallery.add(SampleRuns.stuck());
        }

        assertThat(gallery.drawn()).hasSize(Gallery.BAD_MAX);
        assertThat(gallery.leftOut()).isEqualTo(3);
    }

    @Test
    void draws_so_many_events_of_a_run_around_the_decisive_one_and_says_where_some_are_missing() throws IOException {
        JsonNode picture =
                JSON.readTree(data(SampleRuns.endless(3 * Gallery.ROWS_MAX))).at("/pictures/0");
        JsonNode rows = picture.path("rows");
        JsonNode decisive = rows.get(picture.path("decisive").asInt());
        long gaps = 0;
        for (JsonNode row : rows) {
            gaps += row.path("kind").asText().equals("gap") ? 1 : 0;
        }

        assertThat(rows.size() - gaps).isEqualTo(Gallery.ROWS_MAX);
        assertThat(gaps).isPositive();
        assertThat(decisive.path("title").asText()).isEqualTo("op-1 is released while the kernel owns it");
        assertThat(rows.size() - gaps + picture.path("leftOut").asInt()).isGreaterThan(3 * Gallery.ROWS_MAX);
    }

    @Test
    void the_trace_file_is_one_that_trace_viewers_read() throws IOException {
        StringWriter text = new StringWriter();
        List<ReportedRun> runs = List.of(SampleRuns.stuck(), SampleRuns.releasedEarly());
        TraceEvents.write(CONDITIONS, gallery(runs).drawn(), text);
        JsonNode events = JSON.readTree(text.toString()).path("traceEvents");

        assertThat(text.toString()).matches(all -> TraceEvents.OWN.matcher(all).lookingAt());
        assertThat(events).isNotEmpty().allSatisfy(event -> {
            assertThat(event.path("name").asText()).isNotEmpty();
            assertThat(event.path("ph").asText()).isIn(Set.of("M", "X", "i", "b", "e"));
            assertThat(event.path("pid").asInt()).isBetween(1, 2);
            assertThat(event.path("ts").isIntegralNumber()).isTrue();
            if (event.path("ph").asText().equals("X")) {
                assertThat(event.path("dur").asLong()).isPositive();
            }
        });
        assertThat(events.findValuesAsText("name")).contains("process_name", "thread_name", "decisive moment");
        assertAsynchronousEventsEnd(events);
        assertCallsNest(events);
    }

    private static void assertAsynchronousEventsEnd(JsonNode events) {
        Map<String, Long> open = new HashMap<>();
        for (JsonNode event : events) {
            String id = event.path("cat").asText() + event.path("id").asText();
            if (event.path("ph").asText().equals("b")) {
                open.put(id, event.path("ts").asLong());
            } else if (event.path("ph").asText().equals("e")) {
                Long began = open.remove(id);
                assertThat(began)
                        .as("begin of %s", event)
                        .isNotNull()
                        .isLessThan(event.path("ts").asLong());
            }
        }
        assertThat(open).isEmpty();
    }

    /** Complete events of one thread lie inside each other or apart: anything else is drawn wrongly. */
    private static void assertCallsNest(JsonNode events) {
        Map<String, List<long[]>> perThread = new HashMap<>();
        for (JsonNode event : events) {
            if (event.path("ph").asText().equals("X")) {
                long from = event.path("ts").asLong();
                perThread
                        .computeIfAbsent(event.path("pid") + "/" + event.path("tid"), t -> new ArrayList<>())
                        .add(new long[] {from, from + event.path("dur").asLong()});
            }
        }
        assertThat(perThread).hasSizeGreaterThan(2);
        perThread.values().forEach(calls -> {
            calls.sort((a, b) -> a[0] != b[0] ? Long.compare(a[0], b[0]) : Long.compare(b[1], a[1]));
            Deque<long[]> around = new ArrayDeque<>();
            for (long[] call : calls) {
                while (!around.isEmpty() && around.peek()[1] <= call[0]) {
                    around.pop();
                }
                assertThat(around.isEmpty() || call[1] <= around.peek()[1]).isTrue();
                around.push(call);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"index.html", "trace.json"})
    void a_page_of_somebody_else_stays(String name) throws IOException {
        Path theirs = Files.writeString(temporary.resolve(name), "theirs");

        assertThatExceptionOfType(ForeignFile.class)
                .isThrownBy(() -> ReportDirectory.prepare(temporary, "0.1.0"))
                .withMessage(theirs + " is there and was not written by Pipefault");
        assertThat(theirs).hasContent("theirs");
    }
}
