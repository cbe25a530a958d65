package pipefault.defects;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pipefault.fault.FaultPlan;
import pipefault.oracle.Finding;
import pipefault.oracle.Verdict;
import pipefault.scenario.RunResult;
import pipefault.scenario.RunSpec;
import pipefault.scenario.Runner;

/** A writer that posts until it is taken lets others in meanwhile, and a run of it comes to its end. */
class SpinningOnPostsTest {

    private static final String SPINS = "trusts-taken-post";

    private static RunResult under(String plan) {
        Zoo.Entry entry = Zoo.all().stream()
                .filter(each -> each.name().equals(SPINS))
                .findFirst()
                .orElseThrow();
        RunSpec spec = entry.spec(entry.factory());
        return Runner.simulated()
                .run(new RunSpec(spec.scenario(), spec.variant(), spec.factory(), spec.seed(), FaultPlan.parse(plan)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Post -> reject", "Post@owner -> reject"})
    void a_loop_that_refuses_every_task_makes_it_stuck(String plan) {
        RunResult result = under(plan);

        assertThat(result.verdict()).isEqualTo(Verdict.STUCK);
        assertThat(result.findings()).extracting(Finding::oracle).contains("termination");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Post#1 -> reject", "Post#1..3 -> reject"})
    void a_loop_that_takes_it_in_the_end_is_no_harm(String plan) {
        assertThat(List.of(Verdict.RECOVERED, Verdict.UNAFFECTED))
                .contains(under(plan).verdict());
    }
}
