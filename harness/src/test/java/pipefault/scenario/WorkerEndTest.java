package pipefault.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How a worker process ends: with its parent, or by a crash that leaves a file. */
class WorkerEndTest {

    private static final long BOUND_SECONDS = 60;

    /** Hangs or crashes, as it is told. */
    static final class Mortal {

        public static void main(String[] arguments) {
            PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
            WorkerService.serve(System.in, out, request -> {
                out.println("begins to " + request);
                if (request.equals("hang")) {
                    hang();
                }
                crash();
                return request;
            });
        }

        private static void hang() {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /** Leaves what a JVM leaves when native code fails. */
        private static void crash() {
            try {
                Files.writeString(crashFile(ProcessHandle.current().pid()), "# A fatal error");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Runtime.getRuntime().halt(134);
        }

        static Path crashFile(long process) {
            return Path.of(System.getProperty("java.io.tmpdir"), "pipefault-crash-" + process + ".log");
        }
    }

    private static Process start() throws IOException {
        return new ProcessBuilder(Workers.sameJvm(Mortal.class.getName(), List.of()))
                .redirectErrorStream(true)
                .start();
    }

    @Test
    void an_idle_process_dies_with_its_parent() throws Exception {
        Process process = start();
        try {
            process.getOutputStream().close();

            assertThat(process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void a_process_in_the_middle_of_a_run_that_hangs_dies_with_its_parent() throws Exception {
        Process process = start();
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            process.getOutputStream().write("hang\n".getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
            assertThat(said.lines().filter("begins to hang"::equals).findFirst())
                    .isPresent();

            process.getOutputStream().close();

            assertThat(process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void a_crash_names_the_file_that_it_has_left() throws IOException {
        try (Workers workers = new Workers(Workers.sameJvm(Mortal.class.getName(), List.of()))) {
            Workers.Reply reply = workers.ask("crash", Duration.ofSeconds(BOUND_SECONDS));

            assertThat(reply.died()).isTrue();
            String file = reply.failure().lines().findFirst().orElse("").replaceFirst(".* died; see ", "");
            assertThat(Path.of(file)).isRegularFile();
            Files.delete(Path.of(file));
        }
    }
}
