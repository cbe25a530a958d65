package pipefault.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.nuprocess.NuProcess;
import com.zaxxer.nuprocess.NuProcessHandler;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When a call of the driver is over: a driver that waits for less, or for more, would show findings of its own. */
@Timeout(20)
class NuProcessTalkTest {

    private final NuProcessTalk talk = new NuProcessTalk();
    private final ByteBuffer stdin = ByteBuffer.allocate(100);

    /** A process that is asked to ask for bytes, and does no more. */
    private final CompletableFuture<Void> asked = new CompletableFuture<>();

    NuProcessTalkTest() {
        talk.onPreStart(new Asked());
    }

    private final class Asked implements NuProcess {
        @Override
        public int waitFor(long timeout, TimeUnit unit) {
            return 0;
        }

        @Override
        public void wantWrite() {
            boolean unused = asked.complete(null);
        }

        @Override
        public void writeStdin(ByteBuffer buffer) {}

        @Override
        public void closeStdin(boolean force) {}

        @Override
        public boolean hasPendingWrites() {
            return false;
        }

        @Override
        public void destroy(boolean force) {}

        @Override
        public boolean isRunning() {
            return true;
        }

        @Override
        public void setProcessHandler(NuProcessHandler processHandler) {}

        @Override
        public int getPID() {
            return 0;
        }
    }

    private CompletableFuture<String> writing() throws Exception {
        CompletableFuture<String> end = CompletableFuture.supplyAsync(() -> {
            try {
                talk.write(new byte[] {1, 2, 3});
                return "all";
            } catch (IOException e) {
                return e.getMessage();
            }
        });
        asked.get(10, TimeUnit.SECONDS);
        return end;
    }

    private byte[] ready() {
        stdin.clear();
        boolean unused = talk.onStdinReady(stdin);
        return Arrays.copyOf(stdin.array(), stdin.limit());
    }

    @Test
    void a_write_is_over_when_more_is_asked_for() throws Exception {
        CompletableFuture<String> end = writing();

        assertThat(ready()).containsExactly(1, 2, 3);
        assertThat(end).isNotDone();
        assertThat(ready()).isEmpty();
        assertThat(end.get(10, TimeUnit.SECONDS)).isEqualTo("all");
    }

    @Test
    void a_write_throws_when_the_process_ends_meanwhile() throws Exception {
        CompletableFuture<String> end = writing();
        byte[] unused = ready();
        talk.onExit(0);

        assertThat(end.get(10, TimeUnit.SECONDS)).isEqualTo("the process has ended before all was written");
        assertThatThrownBy(() -> talk.write(new byte[1])).hasMessageStartingWith("the process leaves");
    }

    @Test
    void a_write_to_a_process_one_of_whose_outputs_has_ended_throws() {
        talk.onStderr(ByteBuffer.allocate(3), true);

        assertThatThrownBy(() -> talk.write(new byte[1])).hasMessageStartingWith("the process leaves");
        assertThat(asked).isNotDone();
        assertThat(talk.outputHasEnded()).isFalse();
    }

    @Test
    void a_read_takes_what_came_in_order_and_then_the_end() throws IOException {
        talk.onStdout(ByteBuffer.wrap(new byte[] {1, 2, 3}), false);
        talk.onStdout(ByteBuffer.wrap(new byte[] {4}), true);
        byte[] buffer = new byte[2];

        assertThat(talk.read(buffer)).isEqualTo(2);
        assertThat(buffer).containsExactly(1, 2);
        assertThat(talk.read(buffer)).isEqualTo(1);
        assertThat(talk.read(buffer)).isEqualTo(1);
        assertThat(buffer).startsWith(4);
        assertThat(talk.read(buffer)).isEqualTo(-1);
    }

    @Test
    void the_end_of_the_process_is_the_end_of_its_output() throws IOException {
        assertThat(talk.outputHasEnded()).isFalse();
        talk.over();

        assertThat(talk.read(new byte[1])).isEqualTo(-1);
        assertThat(talk.outputHasEnded()).isTrue();
    }
}
