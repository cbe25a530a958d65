package pipefault.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import pipefault.oracle.Oracles;
import pipefault.oracle.Verdict;
import pipefault.platform.Handle;
import pipefault.platform.Mutex;
import pipefault.platform.Platform;

/** What a subject throws is the subject's failure, an error of the virtual machine like any exception. */
class ErrorsOfSubjectsTest {

    /** Where a subject calls itself for ever. */
    enum Place {
        IN_ITS_OWN_CODE,
        IN_CALLS,
        IN_LOCKS,
        IN_POSTS,
        IN_LISTENER
    }

    private static final class Recursive extends PlainWriter {

        private final Mutex mutex;
        private final Place place;

        private int depth;

        Recursive(Platform platform, Handle pipe, Listener listener, Place place) {
            super(platform, pipe, listener);

            this.place = place;

            mutex = platform.mutex("mutex");
        }

        @Override
        public boolean write(byte[] data) {
            depth++;
            switch (place) {
                case IN_ITS_OWN_CODE -> {}
                case IN_CALLS -> {
                    var unused = platform.win32().createEvent(false, false, null);
                }
                case IN_LOCKS -> {
                    mutex.lock();
                    mutex.unlock();
                }
                case IN_POSTS -> {
                    boolean unused = platform.loop().post(this, () -> {});
                }
                case IN_LISTENER -> listener.warning("w", 5);
            }
            return depth == Integer.MAX_VALUE || write(data);
        }
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void a_subject_that_calls_itself_for_ever_has_failed_itself(Place place) {
        RunResult result = TestRuns.faulted(
                "",
                TestWriter.of((platform, pipe, listener) -> new Recursive(platform, pipe, listener, place)),
                run -> {
                    boolean unusedOpen = run.open();
                    boolean unusedWrite = run.write(Run.SMALL);
                });

        assertThat(result.verdict()).as("%s", result.evidence()).isEqualTo(Verdict.STUCK);
        assertThat(TestRuns.evidence(result))
                .contains("exceptions: write threw java.lang.StackOverflowError, which names no error that a call had"
                        + " answered before");
    }

    @RepeatedTest(20)
    void it_does_so_in_every_order_of_the_threads(RepetitionInfo repetition) {
        RunSpec spec = TestRuns.spec(
                "",
                RecoveryMode.FRESH_SUBJECT,
                List.of(Oracles.TERMINATION),
                TestWriter.of((platform, pipe, listener) -> new Recursive(platform, pipe, listener, Place.IN_CALLS)),
                run -> {
                    boolean unusedOpen = run.open();
                    boolean unusedWrite = run.write(Run.SMALL);
                });
        RunSpec other =
                new RunSpec(spec.scenario(), spec.variant(), spec.factory(), repetition.getCurrentRepetition(), null);

        assertThat(TestRuns.runner().run(other).verdict()).isEqualTo(Verdict.STUCK);
    }
}
