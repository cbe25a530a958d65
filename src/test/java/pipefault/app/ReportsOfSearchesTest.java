package pipefault.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The folder that a sweep or a search leaves: what it has found on top, and a picture for each kind of finding. */
class ReportsOfSearchesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern DATA = Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>");

    @TempDir
    private Path temporary;

    private Path folder() {
        return temporary.resolve("report");
    }

    private Typed withReport(String... line) {
        return Typed.type(Stream.concat(Stream.of(line), Stream.of("--report", folder().toString()))
                .toArray(String[]::new));
    }

    private Typed sweep(String writer) {
        return withReport("sweep", "D1-deadlock/pending", "--writer", writer, "--kernel", "simulated");
    }

    private JsonNode page() throws IOException {
        Matcher data = DATA.matcher(Files.readString(folder().resolve("index.html")));
        assertThat(data.find()).isTrue();
        return JSON.readTree(data.group(1));
    }

    private static List<String> texts(JsonNode array, String field) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.path(field).asText()));
        return texts;
    }

    private JsonNode row(String label) throws IOException {
        for (JsonNode row : page().at("/tables/0/rows")) {
            if (row.path("label").asText().equals(label)) {
                return row;
            }
        }
        throw new AssertionError("no row " + label);
    }

    @Test
    void a_sweep_shows_its_map_and_a_picture_for_each_kind_of_finding() throws IOException {
        Typed typed = sweep("as-shipped");
        JsonNode page = page();

        assertThat(typed.exitCode()).isEqualTo(ExitCode.FINDING);
        assertThat(page.path("what").asText()).matches("1 sweep, \\d+ runs");
        assertThat(page.path("outcome").asText()).matches("\\d+ findings of 5 kinds");
        assertThat(page.at("/tables/0/title").asText()).isEqualTo("D1-deadlock/pending, as-shipped");
        assertThat(page.path("pictures")).hasSize(5);
        assertThat(texts(page.path("pictures"), "replay"))
                .doesNotHaveDuplicates()
                .allSatisfy(replay -> assertThat(typed.out()).contains("  replay    " + replay + "\n"));
        assertThat(folder().resolve("runs").toFile().list()).hasSize(5);
        assertThat(Files.readString(folder().resolve("trace.json"))).contains("\"process_name\"");
    }

    @Test
    void a_cell_leads_to_the_pictures_of_what_broke_it_and_of_nothing_else() throws IOException {
        sweep("as-shipped");
        JsonNode broken = row("CancelIoEx fail(ERROR_ACCESS_DENIED)").at("/cells/0/0");
        JsonNode survived = row("CloseHandle fail(ERROR_INVALID_HANDLE)").at("/cells/0/0");

        assertThat(broken.path("words").asText()).isEqualTo("broke 1 of 1: MEMORY_UNSAFE at #1");
        assertThat(broken.path("tone").asText()).isEqualTo("bad");
        assertThat(broken.path("runs")).isNotEmpty().allSatisfy(run -> {
            JsonNode picture = page().at("/pictures/" + run.path("picture").asInt());
            assertThat(picture.path("verdict").asText()).isEqualTo("MEMORY_UNSAFE");
            assertThat(picture.at("/plan/0").asText()).startsWith("CancelIoEx");
        });
        assertThat(survived.path("tone").asText()).isEqualTo("good");
        assertThat(survived.path("runs")).isEmpty();
    }

    @Test
    void a_sweep_without_findings_shows_the_map_and_no_picture() throws IOException {
        Typed typed = sweep("recovering");

        assertThat(typed.exitCode()).isZero();
        assertThat(page().path("good").asBoolean()).isTrue();
        assertThat(page().path("outcome").asText()).isEqualTo("0 findings");
        assertThat(page().path("pictures")).isEmpty();
        assertThat(page().at("/tables/0/rows")).isNotEmpty();
    }

    @Test
    void a_writer_that_goes_wrong_without_a_fault_is_shown_with_that_run() throws IOException {
        Typed typed = Typed.typeOn(
                new FakeKernels(spec -> pipefault.oracle.Verdict.LEAKED), "sweep", "--report", folder().toString());

        assertThat(typed.exitCode()).isEqualTo(ExitCode.FINDING);
        assertThat(row("without faults").at("/cells/0/0/words").asText()).isEqualTo("LEAKED");
        assertThat(page().path("pictures")).hasSize(1);
    }

    @Test
    void machines_find_the_map_of_a_sweep_in_the_folder() throws IOException {
        Path json = temporary.resolve("map.json");
        withReport("sweep", "--kernel", "simulated", "--json", json.toString());

        assertThat(folder().resolve("result.json")).hasSameTextualContentAs(json);
        assertThat(Files.readString(folder().resolve("summary.txt")))
                .startsWith("Pipefault ")
                .contains("plain/all-methods, recovering\n")
                .endsWith(": 0 findings\n");
    }

    @Test
    void a_search_shows_the_smallest_run_of_each_kind_of_defect() throws IOException {
        Path json = temporary.resolve("search.json");
        Typed typed = withReport(
                "explore", "--bound", "1,0,1", "--writer", "as-shipped,recovering", "--json", json.toString());
        JsonNode findings = JSON.readTree(Files.readString(json)).at("/searches/0/findings");
        JsonNode pictures = page().path("pictures");

        assertThat(typed.exitCode()).isEqualTo(ExitCode.FINDING);
        assertThat(findings).hasSizeGreaterThan(2);
        assertThat(texts(pictures, "verdict")).isEqualTo(texts(findings, "verdict"));
        assertThat(texts(pictures, "replay"))
                .isEqualTo(texts(findings, "token").stream()
                        .map(token -> "./pipefault replay " + token)
                        .toList());
        assertThat(pictures.get(0).at("/notes/0").asText())
                .isEqualTo("departs from the default run: "
                        + findings.get(0).at("/words/0").asText());
        assertThat(page().at("/tables/0/rows/0/label").asText()).isEqualTo("plain/all-methods");
        assertThat(page().at("/tables/0/rows/0/cells/0/0/runs")).hasSameSizeAs(findings);
        JsonNode recovering = page().at("/tables/0/rows/0/cells/1/0");
        assertThat(recovering.path("words").asText()).isEqualTo("none bad");
        assertThat(recovering.path("name").asText()).isEqualTo("bound 1,0,1 exhausted");
        assertThat(recovering.path("tone").asText()).isEqualTo("good");
    }

    @Test
    void a_search_that_was_cut_short_is_not_green() throws IOException {
        Typed typed = withReport("explore", "--bound", "1,1,1", "--schedules", "20");

        assertThat(typed.exitCode()).isZero();
        assertThat(page().at("/tables/0/rows/0/cells/0/0/name").asText()).isEqualTo("bound 1,1,1 not exhausted");
        assertThat(page().at("/tables/0/rows/0/cells/0/0/tone").asText()).isEqualTo("neutral");
    }

    @Test
    void a_second_report_replaces_the_first_with_all_its_files() throws IOException {
        sweep("as-shipped");
        Typed typed = sweep("recovering");

        assertThat(typed.err()).contains("--report: replaces the report in " + folder() + ", 9 files");
        assertThat(folder().resolve("runs")).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sweep", "explore"})
    void a_folder_of_somebody_else_stays_and_nothing_is_run(String command) throws IOException {
        Path theirs = Files.writeString(Files.createDirectories(folder()).resolve("index.html"), "theirs");
        FakeKernels kernels = FakeKernels.asExpected();
        Typed typed = Typed.typeOn(kernels, command, "--report", folder().toString());

        assertThat(typed.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(typed.err())
                .contains(
                        "--report: ",
                        "was not written by Pipefault",
                        "a folder that is new, empty or holds an earlier");
        assertThat(kernels.executed).isEmpty();
        assertThat(theirs).hasContent("theirs");
    }

    @Test
    void the_process_under_wine_gets_the_folder() {
        FakeKernels kernels = FakeKernels.asExpected();
        Typed.typeOn(kernels, "sweep", "--kernel", "wine", "--report", "/tmp/report");

        assertThat(kernels.underWine).containsSubsequence("--report", "Z:\\tmp\\report");
    }
}
