package pipefault.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import pipefault.fault.FaultPlan;
import pipefault.oracle.Oracles;
import pipefault.oracle.Verdict;
import pipefault.platform.Handle;

/** A script without its own plan, and without the steps that only make sense under it. */
class BareScriptTest {

    private static final FaultPlan ANOTHER = FaultPlan.parse("WriteFile#1 -> fail(ERROR_NO_DATA)");

    private final AtomicInteger hazards = new AtomicInteger();

    private RunSpec spec(SubjectFactory writer, FaultPlan override) {
        Variant variant = new Variant("held", FaultPlan.parse("CancelIoEx#1 -> hold(before, in-cancel)"), this::play)
                .good(writer.name());
        Scenario scenario =
                new Scenario("test", "?", List.of(Oracles.TERMINATION), RecoveryMode.FRESH_SUBJECT, List.of(variant));
        return new RunSpec(scenario, scenario.variant("held_bare").orElseThrow(), writer, 1, override);
    }

    private void play(Run run) {
        if (run.open()) {
            run.write(Run.SMALL);
            run.hazard(() -> {
                hazards.incrementAndGet();
                run.awaitArrival("in-cancel");
            });
            run.close().within(Bounds.STEP);
        }
    }

    @Test
    void has_no_plan_and_no_expectation_and_is_found_by_its_name_only() {
        RunSpec bare = spec(TestWriter.of(PlainWriter::new), FaultPlan.NONE);

        assertThat(bare.variant().name()).isEqualTo("held_bare");
        assertThat(bare.plan().isEmpty()).isTrue();
        assertThat(bare.variant().expectedOf("test")).isNull();
        assertThat(bare.scenario().variants()).extracting(Variant::name).containsExactly("held");
        assertThat(bare.scenario().variant("nothing_bare")).isEmpty();
        assertThat(bare.scenario().variant("_bare")).isEmpty();
    }

    @Test
    void leaves_out_the_hazard_and_takes_any_other_fault() {
        RunResult result = TestRuns.runner().run(spec(TestWriter.of(PlainWriter::new), ANOTHER));

        assertThat(hazards).hasValue(0);
        assertThat(result.verdict()).isEqualTo(Verdict.RECOVERED);
        assertThat(result.fired()).extracting(RunResult.Fired::times).containsExactly(1);
    }

    @Test
    void is_decided_by_every_oracle_for_a_specimen_too() {
        TestWriter leaking = TestWriter.specimen((platform, pipe, listener) -> {
            Handle unused = platform.win32().createEvent(true, false, null).rawHandle();
            return new PlainWriter(platform, pipe, listener);
        });

        assertThat(TestRuns.runner().run(spec(leaking, ANOTHER)).verdict()).isEqualTo(Verdict.LEAKED);
    }

    @Test
    void a_run_alone_is_the_second_of_the_two_with_its_control_run() {
        RunSpec spec = spec(TestWriter.of(PlainWriter::new), ANOTHER);
        Runner runner = TestRuns.runner();

        assertThat(runner.run(spec).trace().digest())
                .isEqualTo(runner.runWithControl(spec).get(1).trace().digest());
    }

    @Test
    void an_owner_who_waits_for_a_post_is_let_go_when_the_subject_fails() {
        Variant busy = new Variant("busy", FaultPlan.NONE, run -> {
            if (run.open()) {
                run.write(Run.SMALL);
                run.keepOwnerBusyUntilPosted();
                run.close().within(Bounds.STEP);
            }
        });
        Scenario scenario =
                new Scenario("test", "?", List.of(Oracles.TERMINATION), RecoveryMode.FRESH_SUBJECT, List.of(busy));
        SubjectFactory neverPosts = TestWriter.of(PlainWriter::new);

        RunResult failed = TestRuns.runner().run(new RunSpec(scenario, busy, neverPosts, 0, ANOTHER));

        assertThat(failed.verdict()).isEqualTo(Verdict.RECOVERED);
        assertThat(failed.trace().records()).extracting(record -> record.text()).contains("the owner is free again");
    }
}
