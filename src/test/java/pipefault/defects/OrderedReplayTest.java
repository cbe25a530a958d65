package pipefault.defects;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import pipefault.explore.OrderedReplay;
import pipefault.explore.Way;
import pipefault.oracle.Verdict;
import pipefault.scenario.RunResult;
import pipefault.scenario.RunSpec;
import pipefault.scenario.Runner;
import pipefault.simulation.Decision;
import pipefault.simulation.Schedule;
import pipefault.simulation.Schedules;
import pipefault.simulation.SimulatedWorld;
import pipefault.world.World;

/** A run of a search is made again where nobody takes its decisions: its order is kept by force. */
class OrderedReplayTest {

    private static final int WORLDS = 30;

    /** A world whose threads go on in any order, and whose kernel does what it usually does. */
    private static World disorderly(long seed) {
        Schedule random = Schedules.random(seed);
        return SimulatedWorld.create(decision -> decision.kind() == Decision.Kind.KERNEL ? 0 : random.choose(decision));
    }

    @Test
    void shows_in_any_world_what_needs_a_switch_at_one_moment() {
        RunSpec spec = RarelyStuck.spec();
        Way way = RarelyStuck.way();
        Runner runner = new Runner(OrderedReplayTest::disorderly);

        OrderedReplay replay = new OrderedReplay(spec, way);
        int stuckByChance = 0;
        for (long seed = 1; seed <= WORLDS; seed++) {
            stuckByChance += runner.run(RarelyStuck.spec(seed), false).verdict() == Verdict.STUCK ? 1 : 0;
            RunResult result = replay.on(runner, disorderly(seed));
            assertThat(result.verdict())
                    .as("world %d: %s", seed, result.notes())
                    .isEqualTo(Verdict.STUCK);
            assertThat(result.notes()).first().asString().startsWith("the order of the token was kept at ");
        }
        assertThat(stuckByChance).isLessThan(WORLDS / 2);
    }

    @Test
    void gives_a_call_the_answer_that_the_search_gave_it() {
        Way way = RarelyStuck.wayOf(Writers.named("as-shipped").orElseThrow(), Verdict.MISREPORTED);
        RunSpec spec = RarelyStuck.specOf(Writers.named("as-shipped").orElseThrow());
        Runner runner = new Runner(OrderedReplayTest::disorderly);

        RunResult result = new OrderedReplay(spec, way).on(runner, disorderly(1));

        assertThat(result.verdict()).isEqualTo(Verdict.MISREPORTED);
        assertThat(result.fired())
                .hasSize(1)
                .allSatisfy(fired -> assertThat(fired.times()).isEqualTo(1));
    }
}
