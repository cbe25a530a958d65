package pipefault.triage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import pipefault.oracle.Verdict;
import pipefault.report.ReportedRun;
import pipefault.scenario.RunResult;
import pipefault.trace.Trace;

class TriageTest {

    private static final DefectReport REPORT = DefectReportReader.read("""
            title: a review
            subject: reviewed
            claims:
              - number: 1
                title: it hangs
                place: line 7
                says: Stopping hangs.
                scenarios: [hang]
                known-by: [hanging]
                nearby:
                  - {scenario: leak, says: A handle stays open.}
            """);

    private static ReportedRun run(String scenario, String writer, Verdict verdict) {
        return run(scenario, writer, RunResult.FAULT, verdict);
    }

    private static ReportedRun run(String scenario, String writer, String phase, Verdict verdict) {
        RunResult result = new RunResult(
                scenario,
                "only",
                writer,
                phase,
                1,
                verdict,
                "",
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                new Trace(List.of()),
                1);
        return ReportedRun.of(result, null, 1, "token", "replay " + scenario);
    }

    private static ClaimVerdict decide(@Nullable Verdict reviewed, @Nullable Verdict hanging) {
        List<ReportedRun> runs = new ArrayList<>();
        if (reviewed != null) {
            runs.add(run("hang", "reviewed", reviewed));
        }
        if (hanging != null) {
            runs.add(run("hang", "hanging", hanging));
        }
        return Triage.decide(REPORT, runs).get(0).verdict();
    }

    @Test
    void a_bad_verdict_reproduces_the_claim() {
        assertThat(decide(Verdict.STUCK, Verdict.STUCK)).isEqualTo(ClaimVerdict.REPRODUCED);
        assertThat(decide(Verdict.STUCK, Verdict.UNAFFECTED)).isEqualTo(ClaimVerdict.REPRODUCED);
    }

    @Test
    void a_good_verdict_refutes_it_where_a_writer_with_the_defect_does_badly() {
        assertThat(decide(Verdict.RECOVERED, Verdict.STUCK)).isEqualTo(ClaimVerdict.REFUTED);
    }

    @Test
    void a_good_verdict_says_nothing_where_nobody_does_badly() {
        assertThat(decide(Verdict.RECOVERED, Verdict.RECOVERED)).isEqualTo(ClaimVerdict.INCONCLUSIVE);
        assertThat(decide(Verdict.RECOVERED, null)).isEqualTo(ClaimVerdict.INCONCLUSIVE);
    }

    @Test
    void a_fault_that_did_not_fire_and_an_error_of_the_harness_decide_nothing() {
        assertThat(decide(Verdict.NOT_EXERCISED, Verdict.STUCK)).isEqualTo(ClaimVerdict.INCONCLUSIVE);
        assertThat(decide(Verdict.HARNESS_ERROR, Verdict.STUCK)).isEqualTo(ClaimVerdict.INCONCLUSIVE);
        assertThat(decide(null, Verdict.STUCK)).isEqualTo(ClaimVerdict.INCONCLUSIVE);
    }

    @Test
    void a_call_that_is_never_made_makes_the_claim_not_applicable() {
        assertThat(decide(Verdict.NOT_APPLICABLE, Verdict.STUCK)).isEqualTo(ClaimVerdict.NOT_APPLICABLE);
    }

    @Test
    void the_worst_of_several_runs_counts() {
        assertThat(Triage.decide(
                                REPORT,
                                List.of(
                                        run("hang", "hanging", Verdict.STUCK),
                                        run("hang", "reviewed", Verdict.RECOVERED),
                                        run("hang", "reviewed", Verdict.STUCK),
                                        run("hang", "reviewed", Verdict.RECOVERED)))
                        .get(0)
                        .verdict())
                .isEqualTo(ClaimVerdict.REPRODUCED);
    }

    @Test
    void a_control_run_that_is_not_perfect_takes_the_proof_away() {
        assertThat(Triage.decide(
                                REPORT,
                                List.of(
                                        run("hang", "hanging", Verdict.STUCK),
                                        run("hang", "reviewed", RunResult.CONTROL, Verdict.LEAKED),
                                        run("hang", "reviewed", Verdict.STUCK)))
                        .get(0)
                        .verdict())
                .isEqualTo(ClaimVerdict.INCONCLUSIVE);
    }

    @Test
    void the_report_names_what_it_rests_on_and_the_command_that_shows_it() {
        List<Judgement> judgements = Triage.decide(
                REPORT,
                List.of(
                        run("hang", "hanging", Verdict.STUCK),
                        run("hang", "reviewed", Verdict.UNAFFECTED),
                        run("leak", "reviewed", Verdict.LEAKED)));

        assertThat(TriageReport.print(REPORT, judgements, "simulated kernel, seed 1", id -> "run " + id))
                .isEqualTo("""
                        a review; simulated kernel, seed 1

                        1   REFUTED         Stopping hangs.
                                            "it hangs", line 7
                                            hang: reviewed shows UNAFFECTED
                                            hang: hanging has the claimed defect and shows STUCK
                                            run hang
                            REPRODUCED      nearby: A handle stays open.
                                            leak: reviewed shows LEAKED
                                            replay leak

                        1 claim: 1 refuted as stated; nearby 1 that the report does not name
                        """);
    }

    @Test
    void needs_each_pair_once() {
        assertThat(REPORT.needs())
                .containsExactly(
                        new DefectReport.Need("hang", "hanging"),
                        new DefectReport.Need("hang", "reviewed"),
                        new DefectReport.Need("leak", "reviewed"));
    }
}
