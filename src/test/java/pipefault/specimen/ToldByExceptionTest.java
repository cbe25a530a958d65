package pipefault.specimen;

import static org.assertj.core.api.Assertions.assertThat;
import static pipefault.scenario.Run.LARGE;
import static pipefault.scenario.Run.SMALL;

import java.util.List;
import org.junit.jupiter.api.Test;
import pipefault.fault.FaultPlan;
import pipefault.oracle.Finding;
import pipefault.oracle.Oracles;
import pipefault.oracle.Verdict;
import pipefault.platform.Handle;
import pipefault.platform.Platform;
import pipefault.scenario.Bounds;
import pipefault.scenario.Listener;
import pipefault.scenario.RecoveryMode;
import pipefault.scenario.Run;
import pipefault.scenario.RunResult;
import pipefault.scenario.RunSpec;
import pipefault.scenario.Runner;
import pipefault.scenario.Scenario;
import pipefault.scenario.Subject;
import pipefault.scenario.SubjectFactory;
import pipefault.scenario.Variant;

/** A writer may tell of its failure by an exception of the next write; then it owes nothing more. */
class ToldByExceptionTest {

    /** Tells its listener of no failure: the next write throws the code. */
    private static class Throwing extends Skeleton {

        Throwing(Platform platform, Handle pipe, Listener listener) {
            super(platform, pipe, listener);
        }

        @Override
        boolean tell() {
            locked(() -> book.failureTold = book.failed);
            return super.tell();
        }
    }

    /** Throws, too, but does not say why. */
    private static final class Mumbling extends Throwing {

        Mumbling(Platform platform, Handle pipe, Listener listener) {
            super(platform, pipe, listener);
        }

        @Override
        void requireWritable() {
            if (book.failed) {
                throw new IllegalStateException("out of order");
            }
            super.requireWritable();
        }
    }

    /** The first write fails on the pool; the second one has to say so. */
    private static void writeAgainAfterFailure(Run run) {
        if (!run.open()) {
            return;
        }
        run.write(LARGE);
        run.peer().drain();
        run.awaitFaultsFired();
        run.awaitCallbacksEnded();
        run.write(SMALL);
        run.expectReported();
        run.close().within(Bounds.STEP);
    }

    private record Factory(Specimens.Opening opening) implements SubjectFactory {

        @Override
        public String name() {
            return "throwing";
        }

        @Override
        public boolean ownsHandle() {
            return false;
        }

        @Override
        public Subject open(Platform platform, Handle pipe, Listener listener) {
            return opening.open(platform, pipe, listener);
        }
    }

    private static RunResult run(Specimens.Opening opening) {
        Variant variant = new Variant(
                "only",
                FaultPlan.parse("GetOverlappedResult@pool#1 -> fail(ERROR_BROKEN_PIPE)"),
                ToldByExceptionTest::writeAgainAfterFailure);
        Scenario scenario = new Scenario("told", "?", Oracles.deciding(), RecoveryMode.FRESH_SUBJECT, List.of(variant));
        return Runner.simulated().run(new RunSpec(scenario, variant, new Factory(opening), 0, null));
    }

    @Test
    void an_exception_that_names_the_code_is_a_clear_word() {
        RunResult result = run(Throwing::new);

        assertThat(result.verdict()).as("%s", result.evidence()).isEqualTo(Verdict.RECOVERED);
    }

    @Test
    void an_exception_that_names_none_excuses_nothing() {
        RunResult result = run(Mumbling::new);

        assertThat(result.verdict()).isEqualTo(Verdict.STUCK);
        assertThat(result.evidence()).extracting(Finding::oracle).contains("termination", "error timeliness");
    }
}
