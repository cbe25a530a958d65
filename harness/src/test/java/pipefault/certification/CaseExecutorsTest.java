package pipefault.certification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import pipefault.conformance.CaseResult;
import pipefault.conformance.CaseResult.Outcome;
import pipefault.conformance.ConformanceRunner;
import pipefault.conformance.ConformanceRunner.Accept;
import pipefault.conformance.Facts;
import pipefault.conformance.ScriptCase;
import pipefault.conformance.ScriptReader;
import pipefault.scenario.Workers;
import pipefault.simulation.Schedules;
import pipefault.simulation.SimulatedWorld;
import pipefault.world.World;

/** Whatever a case does to the kernel's process, it ends with a result, and the next case has a process. */
class CaseExecutorsTest {

    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(500);

    private final ScriptCase script = ScriptReader.read(
                    "mine.txt",
                    7,
                    "case M1\ndo:\nevent E => h=NULL\npipe S3 name=p open=duplex => h=-1 ~wine h=ok\nqueueapc => ret=1\nend\n")
            .get(0);
    private IsolatedCases isolated = with("good", BOUND);

    @AfterEach
    void end() {
        isolated.close();
    }

    private static IsolatedCases with(String manner, Duration bound) {
        List<String> command = Workers.sameJvm(Unreliable.class.getName(), List.of(manner));
        return new IsolatedCases(command, bound);
    }

    private static ConformanceRunner simulated() {
        return new ConformanceRunner(() -> SimulatedWorld.create(Schedules.first()), Accept.DEVIATIONS_OF_WINE);
    }

    /** A process that performs cases on a kernel that is as good as its argument. */
    static final class Unreliable {

        public static void main(String[] arguments) {
            PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
            IsolatedCases.serve(
                    System.in,
                    out,
                    switch (arguments[0]) {
                        case "good" -> simulated();
                        case "dies" -> new ConformanceRunner(Unreliable::death, Accept.WINDOWS_ONLY);
                        default -> new ConformanceRunner(CaseExecutorsTest::eternity, Accept.WINDOWS_ONLY);
                    });
        }

        private static World death() {
            Runtime.getRuntime().halt(5);
            throw new IllegalStateException("it is dead");
        }
    }

    private static World eternity() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new IllegalStateException("interrupted");
    }

    @Test
    void a_result_from_another_process_is_the_same_result() {
        CaseResult here = new LocalCases(simulated()).execute(script);

        CaseResult there = isolated.execute(script);

        assertThat(there).isEqualTo(here);
        assertThat(there.outcome()).isEqualTo(Outcome.DIFF);
        assertThat(there.detail())
                .startsWith("mine.txt, line 9: event E: expected h=NULL, got h=ok gle=0; ")
                .contains("known deviation of Wine: mine.txt, line 10: pipe S3");
    }

    @Test
    void every_fact_goes_through_as_text() {
        Facts.all().stream()
                .limit(20)
                .forEach(fact -> assertThat(isolated.execute(fact.script()).outcome())
                        .as(fact.id())
                        .isEqualTo(Outcome.OK));
    }

    @Test
    void a_process_that_dies_is_a_result_of_the_case() {
        isolated.close();
        isolated = with("dies", BOUND);

        CaseResult first = isolated.execute(script);
        CaseResult second = isolated.execute(script);

        assertThat(first.outcome()).isEqualTo(Outcome.DIFF);
        assertThat(first.detail())
                .startsWith("mine.txt, line 7: the worker process ")
                .contains(" died");
        assertThat(second.outcome()).isEqualTo(Outcome.DIFF);
        assertThat(second.reason()).isNotEqualTo(first.reason());
    }

    @Test
    void a_process_that_stands_still_is_a_result_of_the_case() {
        isolated.close();
        isolated = with("hangs", SHORT);

        CaseResult result = isolated.execute(script);

        assertThat(result.outcome()).isEqualTo(Outcome.TIMEOUT);
        assertThat(result.detail())
                .startsWith("mine.txt, line 7: the worker process ")
                .contains("did not answer");
    }

    @Test
    void a_case_in_this_process_is_left_behind_when_its_time_is_over() {
        LocalCases local =
                new LocalCases(new ConformanceRunner(CaseExecutorsTest::eternity, Accept.WINDOWS_ONLY), SHORT);

        CaseResult result = local.execute(script);

        assertThat(result.outcome()).isEqualTo(Outcome.TIMEOUT);
        assertThat(result.detail()).isEqualTo("mine.txt, line 7: not done after 500 ms of real time");
    }
}
