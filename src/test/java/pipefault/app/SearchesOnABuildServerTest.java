package pipefault.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import pipefault.oracle.Verdict;

/** What a build server learns from a sweep, a search and the answers to a defect report. */
class SearchesOnABuildServerTest {

    private static final String FALSE_REPORT = "../docs/false-report.yaml";

    /** A token of a run, and of a search. */
    private static final String REPLAY = "./pipefault replay [12]\\.[A-Za-z0-9_.-]+";

    @TempDir
    private Path temporary;

    /** One case of a file. */
    private record Case(String suite, String name, String outcome, String message, String text) {}

    private Path junit() {
        return temporary.resolve("junit.xml");
    }

    private Typed withJUnit(String... line) {
        return Typed.type(Stream.concat(Stream.of(line), Stream.of("--junit", junit().toString()))
                .toArray(String[]::new));
    }

    private List<Case> cases() throws Exception {
        Element root = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(junit().toFile())
                .getDocumentElement();
        List<Case> cases = new ArrayList<>();
        var all = root.getElementsByTagName("testcase");
        for (int i = 0; i < all.getLength(); i++) {
            Element each = (Element) all.item(i);
            Element what = (Element) each.getFirstChild();
            cases.add(new Case(
                    ((Element) each.getParentNode()).getAttribute("name"),
                    each.getAttribute("name"),
                    what == null ? "" : what.getTagName(),
                    what == null ? "" : what.getAttribute("message"),
                    what == null ? "" : what.getTextContent()));
        }
        return cases;
    }

    private List<Case> cases(String outcome) throws Exception {
        return cases().stream().filter(each -> each.outcome().equals(outcome)).toList();
    }

    @Test
    void each_cell_of_a_map_is_a_case() throws Exception {
        Typed typed =
                withJUnit("sweep", "D1-deadlock/pending", "--writer", "no-completion-wait", "--kernel", "simulated");

        assertThat(typed.exitCode()).isEqualTo(ExitCode.FINDING);
        assertThat(cases()).extracting(Case::suite).containsOnly("D1-deadlock/pending no-completion-wait");
        assertThat(cases().get(0).name()).isEqualTo("without faults");
        assertThat(cases().get(0).outcome()).isEmpty();
        assertThat(cases("failure"))
                .hasSizeGreaterThan(1)
                .allSatisfy(each -> assertThat(each.text()).containsPattern("^#1 MEMORY_UNSAFE: " + REPLAY + "\n"))
                .anySatisfy(each -> {
                    assertThat(each.name()).isEqualTo("CancelIoEx fail(ERROR_NOT_FOUND) once");
                    assertThat(each.message()).isEqualTo("broke 1 of 1: MEMORY_UNSAFE at #1");
                });
        // The whole report stands in the cell that showed the kind of finding first.
        assertThat(cases("failure"))
                .filteredOn(each -> each.text().contains("  verdict   MEMORY_UNSAFE\n"))
                .hasSize(1);
        assertThat(cases("skipped"))
                .extracting(Case::message)
                .contains("impossible: never called by this script and writer");
    }

    @Test
    void a_map_that_survived_has_no_failure() throws Exception {
        Typed typed = withJUnit("sweep", "--kernel", "simulated");

        assertThat(typed.exitCode()).isZero();
        assertThat(cases("")).hasSizeGreaterThan(10);
        assertThat(cases()).extracting(Case::outcome).containsOnly("", "skipped");
    }

    @Test
    void a_sweep_that_goes_wrong_without_a_fault_fails_there_and_tests_nothing() throws Exception {
        FakeKernels kernels = new FakeKernels(spec -> Verdict.LEAKED);
        Typed typed = Typed.typeOn(kernels, "sweep", "--junit", junit().toString());

        assertThat(typed.exitCode()).isEqualTo(ExitCode.FINDING);
        assertThat(cases("failure"))
                .singleElement()
                .satisfies(each -> assertThat(each.name()).isEqualTo("without faults"))
                .satisfies(each -> assertThat(each.text()).containsPattern("replay +" + REPLAY));
        assertThat(cases("")).isEmpty();
    }

    @Test
    void an_error_of_ours_in_a_sweep_is_an_error() throws Exception {
        Typed typed =
                Typed.typeOn(new FakeKernels(spec -> Verdict.HARNESS_ERROR), "sweep", "--junit", junit().toString());

        assertThat(typed.exitCode()).isEqualTo(ExitCode.HARNESS_ERROR);
        assertThat(cases("error")).hasSize(1);
        assertThat(cases("failure")).isEmpty();
    }

    @Test
    void each_kind_of_defect_that_a_search_finds_is_a_case_and_so_is_nothing() throws Exception {
        Typed typed = withJUnit("explore", "--bound", "1,0,0", "--writer", "as-shipped,recovering");

        assertThat(typed.exitCode()).isEqualTo(ExitCode.FINDING);
        assertThat(cases()).hasSize(2);
        assertThat(cases("failure")).singleElement().satisfies(each -> {
            assertThat(each.suite()).isEqualTo("plain/all-methods as-shipped");
            assertThat(each.name()).startsWith("notification: waitForWrite returned false");
            assertThat(each.message()).startsWith("MISREPORTED: waitForWrite returned false");
            assertThat(each.text()).containsPattern("replay +" + REPLAY);
        });
        assertThat(cases("system-out")).singleElement().satisfies(each -> {
            assertThat(each.suite()).isEqualTo("plain/all-methods recovering");
            assertThat(each.name()).isEqualTo("nothing bad found; bound 1,0,0 exhausted");
            assertThat(each.text()).contains(" schedules, none bad; bound 1,0,0 exhausted; ");
        });
    }

    @Test
    void a_search_that_was_cut_short_says_so_in_the_name() throws Exception {
        Typed typed = withJUnit("explore", "--bound", "1,1,1", "--schedules", "20");

        assertThat(typed.exitCode()).isZero();
        assertThat(cases()).extracting(Case::name).containsExactly("nothing bad found; bound 1,1,1 not exhausted");
    }

    @Test
    void each_claim_of_a_report_is_a_case() throws Exception {
        Typed typed = withJUnit("triage", FALSE_REPORT, "--kernel", "simulated");

        assertThat(typed.exitCode()).isZero();
        assertThat(cases()).extracting(Case::outcome).containsExactly("system-out", "system-out", "skipped");
        assertThat(cases().get(0).name()).startsWith("claim 1: ");
        assertThat(cases().get(0).text()).startsWith("1     REFUTED ");
        assertThat(cases().get(2).message())
                .startsWith("NOT_APPLICABLE: ")
                .contains("recovering never calls CancelIo in D1-deadlock/pending");
    }

    @Test
    void what_a_report_does_not_expect_is_a_failure() throws Exception {
        Path report = Files.writeString(
                temporary.resolve("expecting.yaml"),
                Files.readString(Path.of(FALSE_REPORT)).replace("known-by: wait-forever", "expects: REPRODUCED"));
        Typed typed = withJUnit("triage", report.toString(), "--kernel", "simulated");

        assertThat(typed.exitCode()).isEqualTo(ExitCode.FINDING);
        assertThat(cases("failure"))
                .singleElement()
                .satisfies(each -> assertThat(each.message()).isEqualTo("REFUTED (expected REPRODUCED)"));
    }

    @Test
    void what_is_reproduced_and_nobody_expected_is_a_failure_with_its_replay_line() throws Exception {
        Path report = temporary.resolve("new.yaml");
        Typed.type("triage", "--new", report.toString());
        String text = Files.readString(report);
        Files.writeString(report, text.replaceAll("(?m)^ *expects:.*\n", ""));
        Path summary = temporary.resolve("summary.md");
        Typed typed = Typed.typeOn(
                FakeKernels.asExpected(),
                gitHub(summary),
                "triage",
                report.toString(),
                "--kernel",
                "simulated",
                "--junit",
                junit().toString());

        assertThat(typed.exitCode()).isEqualTo(ExitCode.FINDING);
        assertThat(cases("failure"))
                .singleElement()
                .satisfies(each -> assertThat(each.message()).startsWith("REPRODUCED: "))
                .satisfies(each -> assertThat(each.text()).containsPattern("replay +" + REPLAY));
        assertThat(typed.err()).containsPattern("(?m)^::error title=.*::REPRODUCED: .*%0A" + REPLAY + "$");
        assertThat(Files.readString(summary)).contains("! REPRODUCED      claim 1: ");
    }

    private static Surroundings gitHub(Path summary) {
        return Typed.surroundings("Linux", Map.of("GITHUB_ACTIONS", "true", "GITHUB_STEP_SUMMARY", summary.toString()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sweep D1-deadlock/pending --writer no-completion-wait",
                "explore --bound 1,0,0 --writer as-shipped",
            })
    void a_job_of_github_gets_an_annotation_with_a_replay_line_and_a_summary(String line) throws IOException {
        Path summary = temporary.resolve("summary.md");
        Typed typed = Typed.typeOn(new ProcessKernels(Typed.onLinux()), gitHub(summary), line.split(" ", -1));

        assertThat(typed.exitCode()).isEqualTo(ExitCode.FINDING);
        assertThat(typed.err()).containsPattern("(?m)^::error title=[^:]+::.*%0A" + REPLAY + "$");
        assertThat(typed.out()).doesNotContain("::error");
        assertThat(Files.readString(summary))
                .startsWith("### pipefault " + line.substring(0, line.indexOf(' ')) + "\n")
                .containsPattern(REPLAY);
    }

    @Test
    void quiet_leaves_the_map_out() {
        Typed good = Typed.type("sweep", "--kernel", "simulated", "--quiet");
        Typed bad = Typed.type(
                "sweep", "D1-deadlock/pending", "--writer", "no-completion-wait", "--kernel", "simulated", "--quiet");

        assertThat(good.out()).hasLineCount(1).endsWith(": 0 findings\n");
        assertThat(bad.out())
                .contains("  verdict   MEMORY_UNSAFE\n", "  replay    ./pipefault replay ")
                .doesNotContain("survived", "impossible");
    }

    @Test
    void quiet_leaves_a_line_for_each_search() {
        Typed typed = Typed.type("explore", "--bound", "1,0,0", "--quiet");

        assertThat(typed.err()).isEmpty();
        assertThat(typed.out()).hasLineCount(1).contains("none bad; bound 1,0,0 exhausted");
    }

    @Test
    void quiet_leaves_the_answers_that_nobody_has_to_look_after_out() {
        Typed good = Typed.type("triage", FALSE_REPORT, "--kernel", "simulated", "--quiet");
        Typed bad = Typed.type("triage", FALSE_REPORT, "--kernel", "simulated", "--quiet", "--budget", "40");

        assertThat(good.out()).isEqualTo("3 claims: 2 refuted as stated, 1 not applicable\n");
        assertThat(bad.out())
                .startsWith("1     INCONCLUSIVE ")
                .doesNotContain("2     REFUTED")
                .endsWith("\n3 claims: 1 refuted as stated, 2 inconclusive\n");
    }

    @Test
    void quiet_and_verbose_do_not_go_together_in_a_sweep() {
        Typed typed = Typed.type("sweep", "--quiet", "--verbose");

        assertThat(typed.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(typed.err()).contains("--quiet leaves out what --verbose adds");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sweep", "explore", "triage"})
    void a_file_of_somebody_else_stays_and_nothing_is_run(String command) throws IOException {
        Files.writeString(junit(), "<testsuites name=\"mine\"/>\n");
        FakeKernels kernels = FakeKernels.asExpected();
        Typed typed = Typed.typeOn(kernels, command, "--junit", junit().toString());

        assertThat(typed.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(typed.err()).contains("--junit: ", "was not written by Pipefault");
        assertThat(typed.out()).isEmpty();
        assertThat(kernels.executed).isEmpty();
        assertThat(junit()).hasContent("<testsuites name=\"mine\"/>\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sweep", "explore", "triage"})
    void a_file_that_cannot_be_written_is_refused_before_anything_is_run(String command) {
        Typed typed = Typed.type(command, "--junit", "no-such-folder/junit.xml");

        assertThat(typed.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(typed.err()).contains("--junit: there is no folder");
    }

    @Test
    void the_process_under_wine_gets_the_same_options() {
        FakeKernels kernels = FakeKernels.asExpected();
        Typed.typeOn(kernels, "sweep", "--kernel", "wine", "--quiet", "--junit", "/tmp/junit.xml");

        assertThat(kernels.underWine).containsSubsequence("--quiet", "--junit", "Z:\\tmp\\junit.xml");
    }
}
