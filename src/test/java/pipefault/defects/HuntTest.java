package pipefault.defects;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import pipefault.explore.Bound;
import pipefault.explore.Hunt;
import pipefault.explore.Hunted;
import pipefault.explore.Search;
import pipefault.explore.Way;
import pipefault.fault.FaultPlan;
import pipefault.oracle.Verdict;
import pipefault.scenario.RunResult;
import pipefault.scenario.RunSpec;
import pipefault.scenario.Scenario;
import pipefault.scenario.SubjectFactory;

/** A hunt finds one wanted run, small and to be made again, or says that there is none within the bound. */
class HuntTest {

    private static final Bound BOUND = new Bound(1, 0, 1);

    private static RunSpec plain(SubjectFactory writer) {
        Scenario scenario = PlainScenario.scenario();
        return new RunSpec(scenario, scenario.variant(PlainScenario.ALL_METHODS).orElseThrow(), writer, 0, null);
    }

    private static boolean isCorrupted(RunResult result) {
        return result.verdict() == Verdict.CORRUPTED;
    }

    @Test
    void what_is_there_is_found_and_replayed_by_its_token() {
        RunSpec spec = plain(Writers.asShipped());
        Hunted.Quarry quarry = new Hunt(spec, HuntTest::isCorrupted, result -> {})
                .within(BOUND, Long.MAX_VALUE)
                .quarry()
                .orElseThrow();

        assertThat(quarry.confirmed()).isTrue();
        assertThat(quarry.bound()).isEqualTo(new Bound(1, 0, 1));
        assertThat(Search.replay(spec, Way.parse(quarry.token()))
                        .result()
                        .trace()
                        .digest())
                .isEqualTo(quarry.result().trace().digest());
    }

    @Test
    void nothing_is_left_out_where_nothing_is_found() {
        List<RunResult> seen = new ArrayList<>();
        Hunted hunted = new Hunt(plain(Writers.asShipped()), result -> false, seen::add).within(BOUND, Long.MAX_VALUE);

        assertThat(hunted.exhausted()).isTrue();
        assertThat(hunted.quarry()).isEmpty();
        assertThat(hunted.schedules()).isEqualTo(598).isEqualTo(seen.size());
        assertThat(hunted.faults()).isZero();
    }

    @Test
    void a_budget_that_is_too_small_exhausts_nothing() {
        Hunted hunted = new Hunt(plain(Writers.asShipped()), result -> false, result -> {}).within(BOUND, 597);

        assertThat(hunted.exhausted()).isFalse();
        assertThat(hunted.schedules()).isEqualTo(597);
    }

    @Test
    void a_budget_that_is_just_enough_exhausts_it() {
        assertThat(new Hunt(plain(Writers.asShipped()), result -> false, result -> {})
                        .within(BOUND, 598)
                        .exhausted())
                .isTrue();
    }

    @Test
    void a_plan_that_replaces_the_one_of_the_script_is_part_of_the_token() {
        Scenario scenario = PlainScenario.scenario();
        RunSpec spec = new RunSpec(
                scenario,
                scenario.variant(PlainScenario.ALL_METHODS).orElseThrow(),
                Writers.asShipped(),
                0,
                FaultPlan.parse("CreateEvent#1 -> fail(ERROR_NO_SYSTEM_RESOURCES)"));
        String token = new Hunt(spec, result -> result.verdict() == Verdict.STUCK, result -> {})
                .within(new Bound(0, 0, 0), 1)
                .quarry()
                .orElseThrow()
                .token();

        assertThat(Way.parse(token).override()).isEqualTo(spec.override());
    }
}
