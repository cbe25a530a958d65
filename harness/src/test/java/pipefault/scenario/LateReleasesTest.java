package pipefault.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static pipefault.scenario.Run.LARGE;

import org.junit.jupiter.api.Test;
import pipefault.oracle.Verdict;
import pipefault.platform.CallResult;
import pipefault.platform.Handle;
import pipefault.platform.Operation;
import pipefault.platform.Win32Error;

/** Memory that is handed over to its completion comes back in the end, or has leaked. */
class LateReleasesTest {

    /** Writes once and hands everything over at close, without waiting. */
    private static TestWriter handingOver(boolean comesBack) {
        return TestWriter.of((platform, pipe, listener) -> new PlainWriter(platform, pipe, listener) {
            private final Handle never = win32.createEvent(true, false, null).rawHandle();
            private final Operation operation = platform.operation(LARGE);
            private boolean closed;

            @Override
            public void close() {
                if (!closed) {
                    closed = true;
                    assertThat(win32.writeFile(pipe, operation.data(), 0, LARGE, operation.overlapped())
                                    .isPending())
                            .isTrue();
                    operation.releaseOnCompletion(() -> {
                        if (comesBack) {
                            assertThat(win32.closeHandle(never).ok()).isTrue();
                        } else {
                            CallResult unused = win32.waitForSingleObject(never, Win32Error.INFINITE);
                        }
                    });
                }
                super.close();
            }
        });
    }

    private static void openAndClose(Run run) {
        if (run.open()) {
            run.close().within(Bounds.STEP);
        }
    }

    @Test
    void memory_that_comes_back_after_the_end_of_the_pipe_has_not_leaked() {
        RunResult result = TestRuns.faulted("", handingOver(true), LateReleasesTest::openAndClose);

        assertThat(TestRuns.oracles(result)).doesNotContain("handles");
    }

    @Test
    void memory_that_never_comes_back_has_leaked() {
        RunResult result = TestRuns.faulted("", handingOver(false), LateReleasesTest::openAndClose);

        assertThat(TestRuns.evidence(result)).contains("handles: the memory of op-1 was never released");
        assertThat(result.evidence()).extracting("verdict").contains(Verdict.LEAKED);
    }
}
