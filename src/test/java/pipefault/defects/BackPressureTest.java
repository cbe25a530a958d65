package pipefault.defects;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import pipefault.oracle.Verdict;
import pipefault.platform.Handle;
import pipefault.platform.Platform;
import pipefault.scenario.Listener;
import pipefault.scenario.RunResult;
import pipefault.scenario.RunSpec;
import pipefault.scenario.Runner;
import pipefault.scenario.Scenario;
import pipefault.scenario.Subject;
import pipefault.scenario.SubjectFactory;
import pipefault.scenario.Variant;
import pipefault.simulation.Schedules;
import pipefault.simulation.SimulatedWorld;

/** A writer that lawfully takes no second block while one is pending does well in every scenario, or has no part in it. */
class BackPressureTest {

    private static final int SEEDS = 10;

    /** Where a second block has to wait for its turn. */
    private static final Set<String> NEED_TWO_BLOCKS = Set.of(
            "D3-window written-in-between",
            "D4-late-error broken-pipe",
            "D4-late-error not-connected",
            "D4-late-error aborted",
            "D4-late-error no-data",
            "D4-late-error network",
            "D4-late-error bad-handle",
            "D4a-lost-error second-fails");

    private final Runner runner =
            new Runner(seed -> SimulatedWorld.create(seed == 0 ? Schedules.first() : Schedules.random(seed)));

    /** The recovering writer with room for one block. */
    private record OneBlock() implements SubjectFactory {

        @Override
        public String name() {
            return "one-block";
        }

        @Override
        public boolean ownsHandle() {
            return Writers.recovering().ownsHandle();
        }

        @Override
        public Subject open(Platform platform, Handle pipe, Listener listener) {
            Subject inner = Writers.recovering().open(platform, pipe, listener);
            return new Subject() {
                @Override
                public boolean write(byte[] data) {
                    return inner.bytesPending() == 0 && inner.write(data);
                }

                @Override
                public long bytesPending() {
                    return inner.bytesPending();
                }

                @Override
                public boolean waitForWrite(Duration bound) {
                    return inner.waitForWrite(bound);
                }

                @Override
                public void stop() {
                    inner.stop();
                }

                @Override
                public void close() {
                    inner.close();
                }
            };
        }
    }

    private static void check(Scenario scenario, Variant variant, List<RunResult> results, List<String> complaints) {
        String name = scenario.id() + " " + variant.name();
        boolean needsTwo = NEED_TWO_BLOCKS.contains(name);
        RunResult control = results.get(0);
        RunResult faulted = results.get(1);
        if (!control.verdict().isGood()) {
            complaints.add(name + ", control: " + control.verdict() + " " + control.evidence() + control.notes());
        }
        boolean right = needsTwo
                ? faulted.verdict() == Verdict.NOT_APPLICABLE
                        && faulted.notes().stream().anyMatch(note -> note.startsWith("the writer takes no block of "))
                : faulted.verdict().isGood();
        if (!right) {
            complaints.add(name + ", seed " + faulted.seed() + ": " + faulted.verdict() + " " + faulted.evidence()
                    + faulted.notes());
        }
    }

    @Test
    void it_does_well_wherever_one_block_is_enough_and_elsewhere_the_reason_is_told() {
        List<String> complaints = new ArrayList<>();
        for (Scenario scenario : Scenarios.all()) {
            for (Variant variant : scenario.variants()) {
                for (long seed = 0; seed < SEEDS; seed++) {
                    RunSpec spec = new RunSpec(scenario, variant, new OneBlock(), seed, null);
                    check(scenario, variant, runner.runWithControl(spec), complaints);
                }
            }
        }
        assertThat(complaints).isEmpty();
    }
}
