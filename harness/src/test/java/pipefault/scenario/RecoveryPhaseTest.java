package pipefault.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static pipefault.scenario.Run.LARGE;
import static pipefault.scenario.Run.SMALL;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import pipefault.oracle.Oracles;
import pipefault.oracle.Verdict;
import pipefault.platform.CallResult;
import pipefault.platform.Handle;
import pipefault.platform.Win32Error;
import pipefault.trace.CallRecord;

/** What counts as a recovery, of the same subject and of a fresh one. */
class RecoveryPhaseTest {

    /** What the recovery phase writes is larger than the pipe, and smaller than a large block of a script. */
    private static boolean isOfRecovery(byte[] data) {
        return data.length > Run.QUOTA && data.length < LARGE;
    }

    private static void write(Run run, int length) {
        if (run.open()) {
            run.write(length);
        }
    }

    private static String failure(RunResult result) {
        return result.evidence().stream()
                .filter(finding -> finding.oracle().equals(Oracles.RECOVERY.name()))
                .map(finding -> finding.text())
                .findFirst()
                .orElse("");
    }

    @Test
    void the_same_subject_recovers_with_old_bytes_still_to_be_delivered() {
        RunResult result = TestRuns.recovering(TestWriter.of(PlainWriter::new), run -> write(run, LARGE));

        assertThat(result.verdict()).as("%s", result.evidence()).isEqualTo(Verdict.UNAFFECTED);
        assertThat(result.signature()).containsEntry("written", Integer.toString(LARGE + 12_288));
    }

    @Test
    void old_bytes_that_arrive_late_are_not_taken_for_the_new_ones() {
        TestWriter dropping = TestWriter.of((platform, pipe, listener) -> new PlainWriter(platform, pipe, listener) {
            @Override
            public boolean write(byte[] data) {
                return isOfRecovery(data) || super.write(data);
            }
        });

        RunResult result = TestRuns.recovering(dropping, run -> write(run, LARGE));

        assertThat(result.verdict()).isEqualTo(Verdict.STUCK);
        assertThat(failure(result))
                .isEqualTo(
                        "in the recovery phase 12288 bytes were accepted, but did not arrive within 3000 ms: the peer"
                                + " has got 65536 in all");
    }

    @Test
    void old_reports_that_come_late_are_not_taken_for_the_new_ones() {
        TestWriter silent = TestWriter.of((platform, pipe, listener) -> new PlainWriter(platform, pipe, listener) {
            private boolean recovers;

            @Override
            public boolean write(byte[] data) {
                recovers |= isOfRecovery(data);
                return super.write(data);
            }

            @Override
            void report(long bytes) {
                if (!recovers || bytes == LARGE) {
                    super.report(bytes);
                }
            }
        });

        RunResult result = TestRuns.recovering(silent, run -> write(run, LARGE));

        assertThat(failure(result))
                .isEqualTo("in the recovery phase 12288 bytes arrived, but 65536 were reported as written in all, where"
                        + " 77824 should be");
    }

    @Test
    void a_bare_false_is_no_recovery() {
        TestWriter refusing = TestWriter.of((platform, pipe, listener) -> new PlainWriter(platform, pipe, listener) {
            @Override
            public boolean write(byte[] data) {
                return !isOfRecovery(data) && super.write(data);
            }
        });

        assertThat(failure(TestRuns.recovering(refusing, run -> write(run, SMALL))))
                .startsWith("in the recovery phase write returned false");
    }

    @Test
    void who_has_said_that_it_is_closed_need_not_write() {
        RunResult result = TestRuns.recovering(TestWriter.of(PlainWriter::new), run -> {
            write(run, SMALL);
            run.stop().within(Bounds.STEP);
        });

        assertThat(result.verdict()).as("%s", result.evidence()).isEqualTo(Verdict.UNAFFECTED);
    }

    @Test
    void who_was_closed_by_the_script_is_followed_by_a_fresh_one() {
        TestWriter once = first(PlainWriter::new, (platform, pipe, listener) -> {
            throw new IllegalStateException("only one may exist");
        });

        RunResult result = TestRuns.recovering(once, run -> {
            write(run, SMALL);
            run.close().within(Bounds.STEP);
        });

        assertThat(failure(result)).startsWith("in the recovery phase a fresh subject could not be opened");
    }

    @Test
    void a_write_that_does_not_return_is_stuck_and_nothing_more_is_asked_of_its_thread() {
        TestWriter hanging = TestWriter.of((platform, pipe, listener) -> new PlainWriter(platform, pipe, listener) {
            @Override
            public boolean write(byte[] data) {
                if (isOfRecovery(data)) {
                    Handle never = win32.createEvent(true, false, null).rawHandle();
                    CallResult unused = win32.waitForSingleObject(never, Win32Error.INFINITE);
                }
                return super.write(data);
            }
        });

        RunResult result = TestRuns.recovering(hanging, run -> write(run, SMALL));

        assertThat(failure(result)).isEqualTo("in the recovery phase write did not return within 3000 ms");
        assertThat(result.trace().records())
                .filteredOn(record -> record.kind() == CallRecord.Kind.STEP)
                .extracting(CallRecord::text)
                .doesNotContain("close begins");
    }

    /** A writer of which the second one is another. */
    private static TestWriter first(TestWriter.Opening first, TestWriter.Opening second) {
        AtomicInteger opened = new AtomicInteger();
        return TestWriter.of((platform, pipe, listener) ->
                (opened.getAndIncrement() % 2 == 0 ? first : second).open(platform, pipe, listener));
    }

    @Test
    void a_fresh_subject_that_cannot_be_opened_is_no_recovery() {
        TestWriter once = first(PlainWriter::new, (platform, pipe, listener) -> {
            throw new IllegalStateException("only one may exist");
        });

        assertThat(failure(TestRuns.faulted("", once, run -> write(run, SMALL))))
                .isEqualTo("in the recovery phase a fresh subject could not be opened (open threw"
                        + " java.lang.IllegalStateException: only one may exist)");
    }

    @Test
    void what_a_fresh_subject_leaves_behind_says_nothing_about_the_driven_one() {
        TestWriter leaking = first(PlainWriter::new, (platform, pipe, listener) -> {
            CallResult unused = platform.win32().createEvent(true, false, null);
            return new PlainWriter(platform, pipe, listener);
        });

        RunResult result = TestRuns.faulted("", leaking, run -> write(run, SMALL));

        assertThat(result.verdict()).as("%s", result.evidence()).isEqualTo(Verdict.UNAFFECTED);
    }

    @Test
    void a_disconnect_of_the_fresh_subject_excuses_nothing_of_the_driven_one() {
        TestWriter doubling = first(
                (platform, pipe, listener) -> new PlainWriter(platform, pipe, listener) {
                    @Override
                    void report(long bytes) {
                        super.report(2 * bytes);
                    }
                },
                (platform, pipe, listener) -> new PlainWriter(platform, pipe, listener) {
                    @Override
                    public void close() {
                        super.close();
                        CallResult unused = win32.disconnectNamedPipe(pipe);
                    }
                });

        RunResult result = TestRuns.faulted("", doubling, run -> write(run, SMALL));

        assertThat(TestRuns.evidence(result))
                .contains("accounting: 200 bytes were reported as written, but the peer got 100");
    }

    @Test
    void the_fresh_subject_finds_the_name_free_and_the_driven_one_gone() {
        RunResult result = TestRuns.faulted("", TestWriter.of(PlainWriter::new), run -> write(run, LARGE));

        List<String> steps = result.trace().records().stream()
                .filter(record -> record.kind() == CallRecord.Kind.STEP)
                .map(CallRecord::text)
                .toList();
        assertThat(steps)
                .containsSubsequence(
                        "the run is wound down",
                        "close ends",
                        RunResult.SUBJECT_DONE,
                        "open of a fresh subject begins",
                        "close of a fresh subject ends");
        assertThat(result.verdict()).as("%s", result.evidence()).isEqualTo(Verdict.UNAFFECTED);
    }
}
