package pipefault.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult.Status;
import pipefault.foreign.Endpoint;
import pipefault.foreign.ForeignSubject;
import pipefault.inject.Interception;
import pipefault.oracle.Verdict;

/** Foreign code that leaves a thread behind: nobody may take what comes after for made. */
@Tag("native")
class ForeignTestsOnTheRealKernelTest {

    private static final String LOST = "WriteFile#2 -> fail(ERROR_NO_DATA)";

    @TempDir
    private Path folder;

    /** Its first write never returns. */
    static final class Waiting implements ForeignSubject {

        @Override
        public String name() {
            return "waiting";
        }

        @Override
        public Side side() {
            return Side.CLIENT;
        }

        @Override
        public String caughtBy() {
            return "nothing";
        }

        @Override
        public List<AutoCloseable> intercept(Interception interception) {
            return List.of();
        }

        @Override
        public Endpoint open(String pipe) {
            return new Endpoint() {

                @Override
                public void write(byte[] data) {
                    while (true) {
                        LockSupport.park(this);
                        // As foreign code may be: deaf.
                        boolean unused = Thread.interrupted();
                    }
                }

                @Override
                public int read(byte[] buffer) {
                    return -1;
                }

                @Override
                public void close() {}
            };
        }
    }

    static class Stuck {
        @ForeignTest(subject = Waiting.class)
        @Fault(LOST)
        @Fault("ReadFile#1 -> fail(ERROR_BROKEN_PIPE)")
        void comes_to_its_end() {}
    }

    @Test
    void what_follows_one_that_is_stuck_is_aborted_with_the_reason() {
        List<Launched.Ended> tests = Launched.run(Stuck.class, folder).tests();

        assertThat(tests).extracting(Launched.Ended::status).containsExactly(Status.FAILED, Status.ABORTED);
        assertThat(tests.get(0).message()).contains("write 100 bytes did not return");
        assertThat(tests.get(1).message())
                .contains("Stuck#comes_to_its_end'   (invocation [1]) has left a thread inside of foreign code");
    }

    static class ExpectedToBeStuck {
        @ForeignTest(subject = Waiting.class, withoutFaults = Verdict.STUCK)
        void comes_to_no_end() {}

        @ForeignTest(subject = Waiting.class, withoutFaults = Verdict.STUCK)
        void comes_to_no_end_either() {}
    }

    @Test
    void where_that_was_expected_what_follows_is_red() {
        assertThat(Launched.run(ExpectedToBeStuck.class, folder).tests())
                .extracting(Launched.Ended::status)
                .containsExactly(Status.SUCCESSFUL, Status.FAILED);
    }
}
