package pipefault.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import pipefault.conformance.CaseResult.Outcome;
import pipefault.oracle.Verdict;

/** What a build server learns from a run. */
class BuildServerTest {

    @TempDir
    private Path temporary;

    private static FakeKernels leaking() {
        return new FakeKernels(spec -> Verdict.LEAKED);
    }

    private Surroundings gitHub(Path summary) {
        return Typed.surroundings("Linux", Map.of("GITHUB_ACTIONS", "true", "GITHUB_STEP_SUMMARY", summary.toString()));
    }

    private static Element read(Path xml) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(xml.toFile())
                .getDocumentElement();
    }

    @Test
    void quiet_leaves_findings_and_the_last_line() {
        Typed typed = Typed.typeOn(leaking(), "run", "D1c-stall", "--writer", "recovering", "--quiet");

        assertThat(typed.exitCode()).isEqualTo(ExitCode.FINDING);
        assertThat(typed.out())
                .doesNotContain("good: RECOVERED")
                .contains("verdict   LEAKED", "  replay    ./pipefault replay ")
                .endsWith(" unexpected\n");
    }

    @Test
    void quiet_is_one_line_where_nothing_was_found() {
        Typed typed = Typed.typeOn(FakeKernels.asExpected(), "run", "D1c-stall", "--quiet");

        assertThat(typed.exitCode()).isZero();
        assertThat(typed.out()).hasLineCount(1).endsWith(": 0 unexpected\n");
    }

    @Test
    void quiet_and_verbose_do_not_go_together() {
        Typed typed = Typed.typeOn(FakeKernels.asExpected(), "run", "--quiet", "--verbose");

        assertThat(typed.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(typed.err()).contains("--quiet leaves out what --verbose adds");
    }

    @Test
    void junit_has_a_case_for_each_run_and_the_report_of_each_finding() throws Exception {
        Path file = temporary.resolve("junit.xml");
        Typed.typeOn(leaking(), "run", "D1c-stall", "--writer", "recovering", "--junit", file.toString());

        Element root = read(file);
        int runs = root.getElementsByTagName("testcase").getLength();
        assertThat(runs).isPositive();
        assertThat(root.getAttribute("tests")).isEqualTo(Integer.toString(runs));
        // One of each two is the control run, which was good.
        assertThat(root.getElementsByTagName("failure").getLength()).isEqualTo(runs / 2);
        Element failure = (Element) root.getElementsByTagName("failure").item(0);
        assertThat(failure.getAttribute("message")).startsWith("LEAKED (expected RECOVERED or UNAFFECTED): ");
        assertThat(failure.getTextContent()).contains("verdict   LEAKED", "replay    ./pipefault replay ");
    }

    @Test
    void an_error_of_ours_is_an_error_and_no_failure() throws Exception {
        Path file = temporary.resolve("junit.xml");
        Typed.typeOn(new FakeKernels(spec -> Verdict.HARNESS_ERROR), "run", "D1c-stall", "--junit", file.toString());

        assertThat(read(file).getElementsByTagName("error").getLength()).isPositive();
        assertThat(read(file).getElementsByTagName("failure").getLength()).isZero();
    }

    @Test
    void junit_replaces_its_own_file_and_nobody_elses() throws IOException {
        Path file = temporary.resolve("junit.xml");
        assertThat(Typed.typeOn(FakeKernels.asExpected(), "run", "D1c-stall", "--junit", file.toString())
                        .exitCode())
                .isZero();
        assertThat(Typed.typeOn(FakeKernels.asExpected(), "run", "D1c-stall", "--junit", file.toString())
                        .exitCode())
                .isZero();

        Files.writeString(file, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"mine\"/>\n");
        Typed typed = Typed.typeOn(FakeKernels.asExpected(), "run", "D1c-stall", "--junit", file.toString());

        assertThat(typed.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(typed.err()).contains("--junit: ", "was not written by Pipefault");
        assertThat(Files.readString(file)).contains("mine");
    }

    @Test
    void a_job_of_github_gets_annotations_and_a_summary() throws IOException {
        Path summary = temporary.resolve("summary.md");
        Typed typed = Typed.typeOn(leaking(), gitHub(summary), "run", "D1c-stall", "--writer", "recovering");

        assertThat(typed.err())
                .startsWith("::error title=D1c-stall ")
                .contains("::LEAKED (expected RECOVERED or UNAFFECTED): ", "%0A./pipefault replay ");
        assertThat(typed.out()).doesNotContain("::error");
        assertThat(Files.readString(summary))
                .startsWith("### pipefault run\n\n```text\n")
                .contains("LEAKED !", "./pipefault replay ");
    }

    @Test
    void a_good_run_annotates_nothing() throws IOException {
        Path summary = temporary.resolve("summary.md");
        Typed typed = Typed.typeOn(FakeKernels.asExpected(), gitHub(summary), "run", "D1c-stall");

        assertThat(typed.err()).isEmpty();
        assertThat(Files.readString(summary)).contains("D1c-stall");
    }

    @Test
    void conformance_tells_of_each_case() throws Exception {
        Path file = temporary.resolve("junit.xml");
        FakeKernels kernels = FakeKernels.asExpected();
        kernels.cases = script ->
                FakeKernels.result(script, script.id().equals("CX01") ? Outcome.SKIP : Outcome.OK, "nobody knows how");
        Typed typed =
                Typed.typeOn(kernels, "conformance", "--case", "CX01,CX05", "--quiet", "--junit", file.toString());

        assertThat(typed.exitCode()).isEqualTo(ExitCode.FINDING);
        assertThat(typed.out().lines())
                .hasSize(2)
                .first()
                .asString()
                .isEqualTo("CX01 skip: facts3.txt, nobody knows how");
        assertThat(read(file).getAttribute("tests")).isEqualTo("2");
        assertThat(((Element) read(file).getElementsByTagName("failure").item(0)).getAttribute("message"))
                .isEqualTo("CX01 skip: facts3.txt, nobody knows how");
    }

    @Test
    void elsewhere_nothing_of_the_kind_is_written() {
        Path summary = temporary.resolve("summary.md");
        Typed typed = Typed.typeOn(
                leaking(),
                Typed.surroundings("Linux", Map.of("GITHUB_STEP_SUMMARY", summary.toString())),
                "run",
                "D1c-stall");

        assertThat(typed.err()).isEmpty();
        assertThat(summary).doesNotExist();
    }

    @Test
    void the_process_under_wine_gets_the_same_options_and_finds_the_summary() {
        FakeKernels kernels = FakeKernels.asExpected();
        Typed.typeOn(kernels, "run", "D1c-stall", "--kernel", "wine", "--quiet", "--junit", "/tmp/junit.xml");
        Surroundings there = Typed.surroundings(
                "Windows 10",
                Map.of("GITHUB_ACTIONS", "true", "GITHUB_STEP_SUMMARY", "/tmp/summary.md"),
                Surroundings.UNDER_WINE,
                "true");

        assertThat(kernels.underWine).containsSubsequence("--quiet", "--junit", "Z:\\tmp\\junit.xml");
        assertThat(there.jobSummary()).isEqualTo(Path.of("Z:\\tmp\\summary.md"));
    }
}
