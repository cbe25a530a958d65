package pipefault.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkersTest {

    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(200);

    private final Workers workers = new Workers(Workers.sameJvm(Obedient.class.getName(), List.of()));

    @AfterEach
    void end() {
        workers.close();
    }

    /** Does what it is told to. */
    static final class Obedient {

        public static void main(String[] arguments) {
            PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
            WorkerService.serve(System.in, out, request -> {
                switch (request) {
                    case "die" -> {
                        out.println("these are my last words");
                        Runtime.getRuntime().halt(3);
                    }
                    case "hang" -> forEver();
                    default -> out.println("some chatter");
                }
                return request + " by " + ProcessHandle.current().pid();
            });
        }

        private static void forEver() {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Test
    void one_process_answers_request_after_request() {
        String first = workers.ask("one ä", BOUND).answer();

        assertThat(first).startsWith("one ä by ");
        assertThat(workers.ask("one ä", BOUND).answer()).isEqualTo(first);
    }

    @Test
    void a_process_that_dies_is_an_answer_too_and_the_next_request_goes_to_another() {
        Workers.Reply reply = workers.ask("die", BOUND);

        assertThat(reply.answer()).isNull();
        assertThat(reply.died()).isTrue();
        assertThat(reply.failure()).contains(" died").endsWith("\nthese are my last words");
        assertThat(workers.ask("two", BOUND).answer()).startsWith("two by ");
    }

    @Test
    void a_process_that_stands_still_is_given_up_when_its_time_is_over() {
        assertThat(workers.ask("one", BOUND).answer()).isNotNull();

        Workers.Reply reply = workers.ask("hang", SHORT);

        assertThat(reply.answer()).isNull();
        assertThat(reply.died()).isFalse();
        assertThat(reply.failure()).contains("did not answer within 200 ms");
        assertThat(workers.ask("two", BOUND).answer()).startsWith("two by ");
    }

    @Test
    void a_process_that_cannot_start_says_why() {
        try (Workers hopeless = new Workers(Workers.sameJvm("no.such.MainClass", List.of()))) {
            assertThatThrownBy(() -> hopeless.ask("one", BOUND))
                    .isInstanceOf(HarnessError.class)
                    .hasMessageStartingWith("the worker process did not start: ")
                    .hasMessageContaining("no.such.MainClass");
        }
    }
}
