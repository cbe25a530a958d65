package pipefault.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static pipefault.scenario.Run.LARGE;
import static pipefault.scenario.Run.SMALL;

import java.util.List;
import org.junit.jupiter.api.Test;
import pipefault.fault.FaultPlan;
import pipefault.oracle.Oracles;
import pipefault.oracle.Verdict;

/** Which verdict a run comes to, and from what. */
class VerdictsOfRunsTest {

    private static final SubjectFactory PLAIN = TestWriter.of(PlainWriter::new);

    private static void writeTwice(Run run) {
        if (run.open() && run.mustWrite(SMALL) && run.mustWrite(SMALL)) {
            run.peer().drain();
            run.expectReported();
            run.close().within(Bounds.STEP);
        }
    }

    @Test
    void what_cannot_be_told_from_the_control_run_is_unaffected() {
        List<RunResult> both =
                TestRuns.both("WriteFile#1 -> delay(before, 50ms)", PLAIN, VerdictsOfRunsTest::writeTwice);

        assertThat(both).extracting(RunResult::phase).containsExactly(RunResult.CONTROL, RunResult.FAULT);
        assertThat(both).extracting(RunResult::verdict).containsOnly(Verdict.UNAFFECTED);
        assertThat(both.get(1).fired()).extracting(RunResult.Fired::times).containsExactly(1);
    }

    @Test
    void a_failure_that_is_told_is_recovered_from() {
        RunResult result =
                TestRuns.faulted("WriteFile#1 -> fail(ERROR_NO_DATA)", PLAIN, VerdictsOfRunsTest::writeTwice);

        assertThat(result.verdict()).as("%s", result).isEqualTo(Verdict.RECOVERED);
        assertThat(result.signature()).containsEntry("FAILED", "[232]");
    }

    @Test
    void a_fault_that_does_not_fire_is_not_exercised() {
        RunResult result =
                TestRuns.faulted("CancelIo -> fail(ERROR_INVALID_HANDLE)", PLAIN, VerdictsOfRunsTest::writeTwice);

        assertThat(result.verdict()).isEqualTo(Verdict.NOT_EXERCISED);
        assertThat(result.notes()).singleElement().asString().endsWith("(CancelIo was never called)");
    }

    @Test
    void a_hold_that_nobody_ends_has_fired_in_vain() {
        String plan = "WriteFile#1 -> hold(before, early, until CancelIo#1); WriteFile#2 -> hold(before, late)";
        RunResult result = TestRuns.faulted(plan, PLAIN, VerdictsOfRunsTest::writeTwice);

        assertThat(result.verdict()).isEqualTo(Verdict.NOT_EXERCISED);
        assertThat(result.fired())
                .extracting(RunResult.Fired::times, RunResult.Fired::nearMiss)
                .containsExactly(
                        tuple(1, "CancelIo#1 did not come within 10 s"),
                        tuple(1, "nobody opened gate late within 10 s"));
        assertThat(result.notes())
                .contains("fired in vain: WriteFile#1 -> hold(before, early, until CancelIo#1) (CancelIo#1 did not come"
                        + " within 10 s)");
    }

    @Test
    void the_plan_names_faults_that_did_not_fire_too() {
        String plan = "CancelIo -> fail(ERROR_INVALID_HANDLE); WriteFile#1 -> delay(before, 50ms)";
        List<RunResult> both = TestRuns.both(plan, PLAIN, VerdictsOfRunsTest::writeTwice);

        assertThat(both)
                .extracting(RunResult::plan)
                .containsExactly("", FaultPlan.parse(plan).toString());
        assertThat(both.get(1).fired()).extracting(RunResult.Fired::times).containsExactly(0, 1);
    }

    @Test
    void a_moment_that_does_not_come_is_not_exercised_in_the_control_run_too() {
        List<RunResult> both = TestRuns.both("", PLAIN, run -> {
            run.open();
            run.awaitReceived(1);
        });

        assertThat(both).extracting(RunResult::verdict).containsOnly(Verdict.NOT_EXERCISED);
        assertThat(both.get(0).notes()).containsExactly("waited for 1 bytes at the peer, which did not come");
    }

    @Test
    void a_block_that_is_refused_with_a_bare_false_makes_the_question_inapplicable() {
        TestWriter full = TestWriter.of((platform, pipe, listener) -> new PlainWriter(platform, pipe, listener) {
            private boolean taken;

            @Override
            public boolean write(byte[] data) {
                // A fresh one gets more than is refused here.
                boolean refuses = taken && data.length == SMALL;
                taken = true;
                return !refuses && super.write(data);
            }
        });

        List<RunResult> both =
                TestRuns.both("WriteFile#2 -> delay(before, 50ms)", full, VerdictsOfRunsTest::writeTwice);

        assertThat(both).extracting(RunResult::verdict).containsExactly(Verdict.UNAFFECTED, Verdict.NOT_APPLICABLE);
        assertThat(both.get(1).notes())
                .contains("the writer takes no block of 100 bytes while 100 accepted bytes may be pending, and the"
                        + " question cannot be put without it");
    }

    @Test
    void a_script_that_breaks_is_an_error_of_the_harness() {
        RunResult result = TestRuns.faulted("", PLAIN, run -> run.start("stop", Object::toString));

        assertThat(result.verdict()).isEqualTo(Verdict.HARNESS_ERROR);
        assertThat(TestRuns.evidence(result))
                .singleElement()
                .asString()
                .contains("the script calls a subject that is not open")
                .contains("VerdictsOfRunsTest");
    }

    @Test
    void a_specimen_is_judged_by_the_question_and_any_other_writer_by_all_oracles() {
        TestWriter.Opening doubling = (platform, pipe, listener) -> new PlainWriter(platform, pipe, listener) {
            @Override
            void report(long bytes) {
                super.report(bytes == SMALL ? 2 * bytes : bytes);
            }
        };
        String plan = "WriteFile#1 -> delay(before, 50ms)";

        RunResult other = TestRuns.faulted(plan, TestWriter.of(doubling), VerdictsOfRunsTest::writeTwice);
        RunResult specimen = TestRuns.faulted(plan, TestWriter.specimen(doubling), VerdictsOfRunsTest::writeTwice);

        assertThat(other.verdict()).isEqualTo(Verdict.MISREPORTED);
        assertThat(specimen.verdict()).isEqualTo(Verdict.UNAFFECTED);
        assertThat(specimen.alsoSeen()).extracting("oracle").contains(Oracles.ACCOUNTING.name());
    }

    @Test
    void a_control_run_in_which_a_method_trips_is_bad() {
        TestWriter tripping = TestWriter.of((platform, pipe, listener) -> new PlainWriter(platform, pipe, listener) {
            @Override
            public long bytesPending() {
                throw new UnsupportedOperationException("not yet");
            }
        });

        RunResult control = TestRuns.both("", tripping, run -> {
                    if (run.open()) {
                        run.start("bytesPending", Subject::bytesPending).within(Bounds.QUERY);
                    }
                })
                .get(0);

        assertThat(control.verdict()).isEqualTo(Verdict.MISREPORTED);
        assertThat(TestRuns.evidence(control)).singleElement().asString().startsWith("exceptions: bytesPending threw");
    }

    @Test
    void a_stop_that_names_the_error_of_a_call_has_spoken_clearly() {
        RunResult clear = TestRuns.faulted(
                "CancelIoEx -> fail(ERROR_ACCESS_DENIED)", stopThrows("CancelIoEx failed with 5"), run -> {
                    if (run.open() && run.mustWrite(LARGE)) {
                        run.hazard(() -> run.stop().within(Bounds.STEP));
                    }
                });
        RunResult unclear = TestRuns.faulted("CancelIoEx -> fail(ERROR_ACCESS_DENIED)", stopThrows("no luck"), run -> {
            if (run.open() && run.mustWrite(LARGE)) {
                run.hazard(() -> run.stop().within(Bounds.STEP));
            }
        });

        assertThat(TestRuns.oracles(clear)).doesNotContain("exceptions");
        assertThat(TestRuns.evidence(unclear))
                .contains("exceptions: stop threw java.lang.IllegalStateException: no luck, which names no error that a"
                        + " call had answered before");
    }

    /** A writer whose stop gives up where a cancel fails. */
    private static TestWriter stopThrows(String message) {
        return TestWriter.of((platform, pipe, listener) -> new PlainWriter(platform, pipe, listener) {
            @Override
            public void stop() {
                if (bytesPending() > 0 && !win32.cancelIoEx(pipe, null).ok()) {
                    throw new IllegalStateException(message);
                }
                super.stop();
            }
        });
    }
}
