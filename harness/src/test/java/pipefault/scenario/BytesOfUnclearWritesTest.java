package pipefault.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static pipefault.scenario.Run.LARGE;
import static pipefault.scenario.Run.SMALL;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import pipefault.oracle.Verdict;
import pipefault.platform.Operation;

/** Bytes that arrive although the write that sent them hung or threw are no corruption; those of a refused write are. */
class BytesOfUnclearWritesTest {

    private static void write(Run run) {
        if (run.open()) {
            run.write(LARGE);
        }
    }

    @Test
    void the_bytes_of_a_write_that_hangs_may_arrive() {
        TestWriter hanging = TestWriter.of((platform, pipe, listener) -> new PlainWriter(platform, pipe, listener) {
            @Override
            public boolean write(byte[] data) {
                Operation operation = platform.operation(data.length);
                operation.data().put(0, data, 0, data.length);
                return win32.writeFile(pipe, operation.data(), 0, data.length, operation.overlapped())
                                .isPending()
                        && win32.getOverlappedResult(pipe, operation.overlapped(), true)
                                .ok();
            }
        });

        RunResult result = TestRuns.faulted("", hanging, BytesOfUnclearWritesTest::write);

        assertThat(result.verdict()).isEqualTo(Verdict.STUCK);
        assertThat(result.signature()).containsEntry("received", Integer.toString(LARGE));
        assertThat(TestRuns.oracles(result)).doesNotContain("wire bytes");
    }

    /** Sends a small block in earnest, and then does something else than to accept it. */
    private static TestWriter sendsAnd(Runnable then) {
        return TestWriter.of((platform, pipe, listener) -> new PlainWriter(platform, pipe, listener) {
            @Override
            public boolean write(byte[] data) {
                boolean unused = super.write(data);
                then.run();
                return false;
            }
        });
    }

    private static RunResult writeSmall(TestWriter writer) {
        return TestRuns.faulted("", writer, run -> {
            if (run.open()) {
                run.write(SMALL);
                run.peer().drain();
                run.peer().awaitReceived(SMALL, Duration.ofSeconds(1));
            }
        });
    }

    @Test
    void the_bytes_of_a_write_that_throws_may_arrive() {
        RunResult result = writeSmall(sendsAnd(() -> {
            throw new IllegalStateException("tripped");
        }));

        assertThat(TestRuns.oracles(result)).contains("exceptions").doesNotContain("wire bytes");
    }

    @Test
    void the_bytes_of_a_refused_write_must_not_arrive() {
        RunResult result = writeSmall(sendsAnd(() -> {}));

        assertThat(result.verdict()).isEqualTo(Verdict.CORRUPTED);
        assertThat(TestRuns.evidence(result))
                .first()
                .asString()
                .contains("the peer got 100 bytes, but only 0 were accepted");
    }
}
