package pipefault.defects;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import pipefault.scenario.RunResult;
import pipefault.scenario.RunSpec;
import pipefault.scenario.Runner;
import pipefault.scenario.Scenario;
import pipefault.scenario.SubjectFactory;
import pipefault.simulation.Schedules;
import pipefault.simulation.SimulatedWorld;
import pipefault.trace.Aside;
import pipefault.trace.Aside.Kind;
import pipefault.trace.CallRecord;
import pipefault.trace.Trace;

/** A trace tells besides what the kernel did to operations and what the peer got, where that was seen. */
class AsidesOfRunsTest {

    private static RunResult run(String id, String variant, SubjectFactory writer) {
        Scenario scenario = Scenarios.all().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
        RunSpec spec = new RunSpec(scenario, scenario.variant(variant).orElseThrow(), writer, 1, null);
        List<RunResult> results =
                new Runner(seed -> SimulatedWorld.create(Schedules.random(seed))).runWithControl(spec);
        return results.get(results.size() - 1);
    }

    private static Aside only(RunResult result, Kind kind, String object) {
        return result.trace().asides().stream()
                .filter(aside -> aside.kind() == kind && aside.object().equals(object))
                .reduce((a, b) -> {
                    throw new AssertionError("two of them: " + a + ", " + b);
                })
                .orElseThrow();
    }

    private static int first(RunResult result, Predicate<CallRecord> wanted) {
        return result.trace().records().stream()
                .filter(wanted)
                .findFirst()
                .orElseThrow()
                .sequence();
    }

    @Test
    void memory_that_is_released_too_early_is_taken_before_and_ends_after_it() {
        RunResult result = run("D1a-memory", "cancel-fails", Writers.asShipped());
        int write = first(
                result,
                record ->
                        record.kind() == CallRecord.Kind.CALL && record.point().equals("WriteFile"));
        int finding = first(
                result,
                record -> record.kind() == CallRecord.Kind.FINDING
                        && record.text().startsWith("op-1 is released"));

        assertThat(only(result, Kind.TAKEN, "op-1").after()).isEqualTo(write);
        assertThat(only(result, Kind.RELEASED, "op-1"))
                .returns(finding, Aside::after)
                .returns("while the kernel owns it", Aside::text);
        assertThat(only(result, Kind.ENDED, "op-1").after()).isGreaterThan(finding);
    }

    @Test
    void memory_of_a_careful_writer_is_released_after_its_end() {
        RunResult result = run("D1a-memory", "cancel-fails", Writers.recovering());

        assertThat(only(result, Kind.RELEASED, "op-1"))
                .returns("", Aside::text)
                .satisfies(released -> assertThat(released.after())
                        .isGreaterThanOrEqualTo(only(result, Kind.ENDED, "op-1").after()));
    }

    @Test
    void memory_that_nothing_ends_is_handed_over_while_it_is_taken() {
        RunResult result = run("D1a-memory", "nothing-ends-it", Writers.recovering());

        assertThat(only(result, Kind.HANDED_OVER, "op-1").after())
                .isBetween(
                        only(result, Kind.TAKEN, "op-1").after(),
                        only(result, Kind.ENDED, "op-1").after());
        assertThat(result.trace().asides()).noneMatch(aside -> aside.text().contains("while the kernel owns it"));
    }

    @Test
    void the_peer_gets_what_the_wire_oracle_counts() {
        RunResult result = run("D1d-restart", "stopped-in-the-middle", Writers.asShipped());
        List<String> received = result.trace().asides().stream()
                .filter(aside -> aside.kind() == Kind.RECEIVED)
                .map(Aside::text)
                .toList();

        assertThat(result.evidence().get(0).text()).startsWith("byte 1000 of 41010");
        assertThat(received).startsWith("1000 bytes, 1000 in all").contains("20010 bytes, 41010 in all");
    }

    @Test
    void what_is_seen_beside_the_calls_is_the_same_each_time_and_no_part_of_the_digest() {
        RunResult once = run("D1-deadlock", "dispatched", Writers.recovering());
        RunResult again = run("D1-deadlock", "dispatched", Writers.recovering());

        assertThat(once.trace().asides()).isNotEmpty().isEqualTo(again.trace().asides());
        assertThat(new Trace(once.trace().records()).digest())
                .isEqualTo(once.trace().digest());
    }
}
