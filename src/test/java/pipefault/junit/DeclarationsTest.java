package pipefault.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static pipefault.world.World.Kernel.NATIVE;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pipefault.defects.Writers;
import pipefault.oracle.Verdict;
import pipefault.scenario.Run;
import pipefault.scenario.SubjectFactory;

/** What makes no sense is refused in one message, before anything is played. */
class DeclarationsTest {

    @TempDir
    private Path folder;

    static class Mistyped {
        @PipefaultTest(subject = Writers.Recovering.class)
        @Fault("CancelIoExx#1 -> fail(ERROR_ACCESS_DENIED)")
        void stops(Run run) {}
    }

    @Test
    void a_plan_that_cannot_be_read_is_told_with_place_and_nearest_spelling() {
        assertThat(Launched.run(Mistyped.class, folder).refusal())
                .startsWith("@Fault on Mistyped.stops: ")
                .contains("at column 1", "CancelIoExx#1 -> fail(ERROR_ACCESS_DENIED)\n", "^^^^^^^^^^^\n")
                .contains("did you mean CancelIoEx?");
    }

    static class Blank {
        @PipefaultTest(subject = Writers.Recovering.class)
        @Fault("")
        void stops(Run run) {}
    }

    @Test
    void a_blank_plan_is_no_fault() {
        assertThat(Launched.run(Blank.class, folder).refusal())
                .isEqualTo("@Fault on Blank.stops: it holds no fault; a test without @Fault is played without faults");
    }

    static class TwoKinds {
        @PipefaultTest(subject = Writers.Recovering.class)
        @Fault("CancelIoEx#1 -> fail(ERROR_ACCESS_DENIED)")
        @Sweep
        void stops(Run run) {}
    }

    @Test
    void a_test_is_of_one_kind() {
        assertThat(Launched.run(TwoKinds.class, folder).refusal())
                .isEqualTo("@Fault and @Sweep on TwoKinds.stops: a test takes one of @Fault, @Sweep, @Explore and"
                        + " @Replay");
    }

    static class SearchingForReal {
        @PipefaultTest(subject = Writers.Recovering.class)
        @Explore
        @Kernel(NATIVE)
        void stops(Run run) {}
    }

    @Test
    void a_search_takes_the_simulated_kernel() {
        assertThat(Launched.run(SearchingForReal.class, folder).refusal())
                .contains("@Explore and @Kernel on SearchingForReal.stops", "simulated kernel only");
    }

    static class NoBound {
        @PipefaultTest(subject = Writers.Recovering.class)
        @Explore(bound = "1,1")
        void stops(Run run) {}
    }

    @Test
    void a_bound_has_three_numbers() {
        assertThat(Launched.run(NoBound.class, folder).refusal())
                .contains("@Explore on NoBound.stops: a bound has the form P,F,K", "but it was \"1,1\"");
    }

    static class Damaged {
        @PipefaultTest(subject = Writers.Recovering.class)
        @Replay("2.Damaged.stops.recovering.f.zzzz")
        void stops(Run run) {}
    }

    @Test
    void a_damaged_token_is_refused() {
        assertThat(Launched.run(Damaged.class, folder).refusal())
                .isEqualTo(
                        "@Replay on Damaged.stops: the token is damaged: its last part does not fit the rest; copy it"
                                + " again in full");
    }

    static class OfAnother {
        @PipefaultTest(subject = Writers.Recovering.class)
        @Replay("2.plain.all-methods.as-shipped.n25-1.yt9u")
        void stops(Run run) {}
    }

    @Test
    void a_token_of_another_test_is_refused() {
        assertThat(Launched.run(OfAnother.class, folder).only().message())
                .isEqualTo(
                        "@Replay on OfAnother.stops: the token belongs to plain.all-methods.as-shipped, and this test"
                                + " is OfAnother.stops.recovering");
    }

    static class OddSweep {
        @PipefaultTest(subject = Writers.Recovering.class)
        @Sweep("WriteFil")
        void stops(Run run) {}
    }

    @Test
    void a_call_to_sweep_has_to_exist() {
        assertThat(Launched.run(OddSweep.class, folder).refusal())
                .startsWith("@Sweep on OddSweep.stops: ")
                .contains("did you mean WriteFile?");
    }

    static class SweepOfNothing {
        @PipefaultTest(subject = Writers.Recovering.class)
        @Sweep("FlushFileBuffers")
        void opens(Run run) {
            boolean unused = run.open();
        }
    }

    @Test
    void a_sweep_over_a_call_that_is_never_made_is_refused() {
        assertThat(Launched.run(SweepOfNothing.class, folder).refusal())
                .contains("there is nothing to sweep: the body makes no such call as FlushFileBuffers");
    }

    static class SweepWithMore {
        @PipefaultTest(subject = Writers.Recovering.class)
        @Sweep
        void stops(Run run, TestInfo info) {}
    }

    @Test
    void a_swept_body_has_our_parameters_only() {
        assertThat(Launched.run(SweepWithMore.class, folder).refusal()).contains("but no TestInfo");
    }

    static class NobodyToDrive {
        @PipefaultTest
        void stops(Run run) {}
    }

    @Test
    void a_test_without_a_subject_is_told_where_to_name_one() {
        assertThat(Launched.run(NobodyToDrive.class, folder).refusal())
                .startsWith("@PipefaultTest on NobodyToDrive.stops does not say what it drives: write subject = ...")
                .contains("META-INF/services/pipefault.scenario.SubjectFactory", "none is");
    }

    static class NotToBeMade {
        @PipefaultTest(
                subject = SubjectFactory.class,
                expect = {})
        void stops(Run run) {}
    }

    @Test
    void expecting_nothing_is_refused() {
        assertThat(Launched.run(NotToBeMade.class, folder).refusal()).contains("expects no verdict at all");
    }

    static class Armed {
        @Test
        @Fault("CancelIoEx#1 -> fail(ERROR_ACCESS_DENIED)")
        void looks_as_if_it_had_a_fault() {}

        @Test
        @Fault("CancelIoEx#1 -> fail(ERROR_ACCESS_DENIED)")
        @Fault("CancelIoEx#2 -> fail(ERROR_ACCESS_DENIED)")
        void looks_as_if_it_had_two() {}
    }

    @Test
    void a_fault_that_nobody_arms_is_red() {
        assertThat(Launched.run(Armed.class, folder).tests())
                .hasSize(2)
                .allSatisfy(ended -> assertThat(ended.message())
                        .startsWith("@Fault on Armed.looks_as_if_it_had_")
                        .endsWith("does nothing: the method needs @PipefaultTest or @ForeignTest in the place of"
                                + " another kind of test"));
    }

    @PipefaultTest(subject = Writers.Recovering.class, expect = Verdict.UNAFFECTED)
    static class AskingTooEarly {
        @BeforeEach
        void prepare(Run run) {}

        @Test
        void is_no_test_of_ours() {}
    }

    @Test
    void a_run_lives_only_while_it_is_played() {
        assertThat(Launched.run(AskingTooEarly.class, folder).only().message())
                .contains("AskingTooEarly.prepare asks for a Run", "only a method with @PipefaultTest has one");
    }

    @PipefaultTest(subject = Writers.Recovering.class)
    static class Beside {
        @ParameterizedTest
        @ValueSource(ints = 1)
        void takes_numbers(int number) {
            assertThat(number).isOne();
        }
    }

    @Test
    void other_tests_of_a_class_stay_what_they_are() {
        assertThat(Launched.run(Beside.class, folder).only().result().getThrowable())
                .isEmpty();
    }
}
