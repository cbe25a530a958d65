package pipefault.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The benchmarks still run; how fast is nobody's business here. */
class BenchmarksRunTest {

    private static final Slices SHORT = new Slices(2, TimeUnit.MILLISECONDS.toNanos(1));

    @Test
    void interception_has_a_figure_for_each_contestant() {
        assertThat(InterceptionCosts.figures(SHORT)).hasSizeGreaterThan(7).allSatisfy(BenchmarksRunTest::isComplete);
    }

    @Test
    void a_script_of_forty_calls_runs() {
        assertThat(new SimulatedRuns.Script().repeat(2)).isGreaterThanOrEqualTo(80);
    }

    @Test
    void both_programs_do_what_they_are_for() {
        assertThat(TwoThreads.blocks(1)).isPositive();
        assertThat(List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L))
                .as("seeds, some of which deadlock")
                .anyMatch(TwoThreads::deadlocks);
    }

    @Test
    void each_defect_of_the_report_shows_within_the_target() {
        assertThat(FirstReproductions.mostSchedules(2)).isBetween(1L, 100L);
    }

    private static void isComplete(Figure figure) {
        assertThat(figure.ours()).isNotBlank();
        assertThat(figure.line()).startsWith("| ").endsWith(" |");
    }
}
