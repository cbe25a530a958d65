package pipefault.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import pipefault.explore.Search;
import pipefault.oracle.Verdict;
import pipefault.scenario.RunResult;

/** A defect report is answered by what runs show, whoever is the writer. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class TriageCommandTest {

    private static final String FALSE_REPORT =
            Path.of("..", "docs", "false-report.yaml").toString();

    @TempDir
    private static Path temporary;

    private static Typed bundled;
    private static JsonNode answers;

    @BeforeAll
    @Timeout(value = 240, unit = TimeUnit.SECONDS)
    static void answerTheBundledReport() throws IOException {
        Path json = temporary.resolve("bundled.json");
        bundled = Typed.type("triage", "--kernel", "simulated", "--json", json.toString());
        answers = new ObjectMapper().readTree(Files.readString(json));
    }

    private static Map<String, String> verdicts(JsonNode file) {
        Map<String, String> verdicts = new LinkedHashMap<>();
        file.get("claims")
                .forEach(claim -> verdicts.put(
                        claim.get("id").asText(), claim.get("verdict").asText()));
        return verdicts;
    }

    /** A report with one claim of the bundled one, without what stands near it. */
    private static Path reportOf(String id) throws IOException {
        String report = Files.readString(Path.of(
                "..", "fixtures", "src", "main", "resources", "pipefault", "report", "qwindowspipewriter.yaml"));
        String head = report.substring(0, report.indexOf("  - id: 1\n"));
        String claim = report.substring(report.indexOf("  - id: " + id + "\n"));
        int end = claim.indexOf("\n    nearby:");
        return Files.writeString(
                Files.createTempFile(temporary, "claim", ".yaml"), head + claim.substring(0, end) + "\n");
    }

    private static Typed typed(Path report, String... more) {
        List<String> arguments = new ArrayList<>(List.of("triage", report.toString(), "--kernel", "simulated"));
        arguments.addAll(List.of(more));
        return Typed.type(arguments.toArray(String[]::new));
    }

    @Test
    void one_claim_of_the_bundled_report_is_true_and_the_others_have_true_ones_near_them() {
        assertThat(verdicts(answers))
                .containsExactly(
                        Map.entry("1", "REFUTED"),
                        Map.entry("1A", "REPRODUCED"),
                        Map.entry("1B", "REPRODUCED"),
                        Map.entry("1C", "REPRODUCED"),
                        Map.entry("2", "REPRODUCED"),
                        Map.entry("2A", "REFUTED"),
                        Map.entry("2B", "REPRODUCED"),
                        Map.entry("2C", "REPRODUCED"),
                        Map.entry("3", "REFUTED"),
                        Map.entry("3A", "REPRODUCED"),
                        Map.entry("3B", "REPRODUCED"),
                        Map.entry("3C", "REPRODUCED"),
                        Map.entry("4", "REFUTED"),
                        Map.entry("4A", "REPRODUCED"),
                        Map.entry("4B", "REPRODUCED"));
        assertThat(bundled.exitCode()).isZero();
        assertThat(bundled.out())
                .endsWith(
                        "4 claims: 1 reproduced, 3 refuted as stated; near them 10 reproduced, 1 refuted as stated\n");
    }

    @Test
    void what_is_refuted_was_exhausted_and_would_be_seen_on_a_writer_that_has_it() {
        for (String id : List.of("1", "3", "4")) {
            JsonNode claim = claim(id);

            assertThat(claim.get("tried")).isNotEmpty().allSatisfy(tried -> {
                assertThat(tried.get("exhausted").asBoolean()).isTrue();
                assertThat(tried.get("schedules").asLong()).isGreaterThan(100);
            });
            assertThat(claim.get("knownBy"))
                    .isNotEmpty()
                    .allSatisfy(known -> assertThat(known.has("found")).isTrue());
        }
        assertThat(claim("4").get("tried"))
                .allSatisfy(tried -> assertThat(tried.get("faults").asLong()).isPositive());
    }

    @Test
    void the_token_of_what_is_reproduced_replays_it() {
        for (JsonNode claim : answers.get("claims")) {
            for (JsonNode tried : claim.get("tried")) {
                if (tried.has("found")) {
                    Typed replayed =
                            Typed.type("replay", tried.get("found").get("token").asText(), "--kernel", "simulated");

                    assertThat(replayed.exitCode()).isEqualTo(ExitCode.FINDING);
                    tried.get("found")
                            .get("evidence")
                            .forEach(finding -> assertThat(replayed.out().replaceAll("\\s+", " "))
                                    .contains(finding.get("text").asText()));
                }
            }
        }
    }

    private static JsonNode claim(String id) {
        for (JsonNode claim : answers.get("claims")) {
            if (claim.get("id").asText().equals(id)) {
                return claim;
            }
        }
        throw new AssertionError("no claim " + id);
    }

    @Test
    void a_writer_that_really_holds_the_mutex_turns_the_first_claim_over() throws IOException {
        Typed typed = typed(reportOf("1"), "--writer", "wait-under-lock");

        assertThat(typed.out()).contains("\n1     REPRODUCED ").contains("blocks in WaitForThreadpoolWaitCallbacks");
        assertThat(typed.exitCode()).isEqualTo(ExitCode.FINDING);
    }

    @Test
    void a_writer_that_checks_late_turns_the_fourth_claim_over() throws IOException {
        assertThat(typed(reportOf("4"), "--writer", "late-check").out()).contains("\n4     REPRODUCED ");
    }

    @Test
    void the_recovering_writer_shows_nothing_of_it() throws IOException {
        Path json = temporary.resolve("recovering.json");
        Typed typed = Typed.type(
                "triage",
                "--kernel",
                "simulated",
                "--writer",
                "recovering",
                "--budget",
                "1000",
                "--json",
                json.toString());
        Map<String, String> verdicts = verdicts(new ObjectMapper().readTree(Files.readString(json)));

        assertThat(verdicts)
                .hasSize(15)
                .doesNotContainValue("REPRODUCED")
                .containsEntry("2", "REFUTED")
                .containsEntry("2B", "REFUTED")
                .containsEntry("2C", "NOT_APPLICABLE")
                .containsEntry("3A", "REFUTED")
                .containsEntry("4A", "INCONCLUSIVE");
        assertThat(typed.exitCode()).isEqualTo(ExitCode.FINDING);
    }

    @Test
    void the_claims_of_a_false_report_are_refuted() {
        Typed typed = Typed.type("triage", FALSE_REPORT, "--kernel", "simulated");

        assertThat(typed.out())
                .contains("\n1     REFUTED ")
                .contains("wait-forever, which has the defect, shows it")
                .contains("\n2     REFUTED ")
                .contains("ignores-null-event, which has the defect, shows it")
                .contains("\n3     NOT_APPLICABLE ")
                .contains("recovering never calls CancelIo in D1-deadlock/pending");
        assertThat(typed.exitCode()).isZero();
    }

    @Test
    void a_budget_that_is_too_small_decides_nothing_and_says_what_would() {
        Typed typed = Typed.type("triage", FALSE_REPORT, "--kernel", "simulated", "--budget", "40");

        assertThat(typed.out())
                .contains("\n1     INCONCLUSIVE ")
                .contains("40 schedules with ")
                .contains("bound 1,1,1 not exhausted")
                .containsPattern("--budget [0-9]{4} would decide it, as far as can be estimated");
        assertThat(typed.exitCode()).isEqualTo(ExitCode.FINDING);
    }

    @Test
    void a_defect_that_nobody_shows_who_has_it_refutes_nothing() throws IOException {
        Path report = temporary.resolve("unproven.yaml");
        Files.writeString(
                report,
                Files.readString(Path.of(FALSE_REPORT)).replace("known-by: wait-forever", "known-by: skeleton"));

        assertThat(typed(report).out())
                .contains("\n1     INCONCLUSIVE ")
                .contains("skeleton is said to have the defect and does not show it");
    }

    @Test
    void another_answer_than_the_expected_one_is_a_finding() throws IOException {
        Path report = temporary.resolve("expecting.yaml");
        Files.writeString(
                report,
                Files.readString(Path.of(FALSE_REPORT))
                        .replace("known-by: wait-forever", "expects: REPRODUCED")
                        .replace("bound: 1,0,1", "expects: NOT_APPLICABLE"));
        Typed typed = typed(report);

        assertThat(typed.out()).contains("    expected    REPRODUCED\n");
        assertThat(typed.exitCode()).isEqualTo(ExitCode.FINDING);
    }

    @Test
    void what_another_kernel_does_not_show_is_told_and_is_a_finding() throws IOException {
        Path report = reportOf("2");
        FakeKernels same = FakeKernels.asExpected();
        same.ordered = (spec, way) -> Search.replay(spec, way).result().noting(List.of("up to the kernel: its mood"));
        Typed confirmed = Typed.typeOn(same, "triage", report.toString(), "--kernel", "wine");
        FakeKernels other = new FakeKernels(spec -> Verdict.RECOVERED);
        Typed differing = Typed.typeOn(other, "triage", report.toString(), "--kernel", "wine");

        assertThat(confirmed.out())
                .contains("    confirmed   on wine: the same is shown\n")
                .contains("                up to the kernel: its mood\n");
        assertThat(confirmed.exitCode()).isZero();
        assertThat(same.closed).isTrue();
        assertThat(differing.out()).contains("    differs     on wine: not shown; RECOVERED\n");
        assertThat(differing.exitCode()).isEqualTo(ExitCode.FINDING);
    }

    @Test
    void an_error_of_ours_on_another_kernel_is_one_of_the_whole() throws IOException {
        FakeKernels broken = new FakeKernels(spec -> Verdict.HARNESS_ERROR);
        broken.ordered = (spec, way) -> FakeKernels.result(spec, RunResult.FAULT, Verdict.HARNESS_ERROR);

        assertThat(Typed.typeOn(broken, "triage", reportOf("2").toString(), "--kernel", "wine")
                        .exitCode())
                .isEqualTo(ExitCode.HARNESS_ERROR);
    }
}
