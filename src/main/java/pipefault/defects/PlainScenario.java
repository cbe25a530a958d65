package pipefault.defects;

import java.time.Duration;
import java.util.List;
import pipefault.fault.FaultPlan;
import pipefault.oracle.Oracles;
import pipefault.scenario.Bounds;
import pipefault.scenario.RecoveryMode;
import pipefault.scenario.Run;
import pipefault.scenario.Scenario;
import pipefault.scenario.Step;
import pipefault.scenario.Subject;
import pipefault.scenario.Variant;

/** One script without a fault and without a gate that uses every method of a subject: for a search to break. */
public final class PlainScenario {

    /** The id of the scenario. */
    public static final String ID = "plain";

    private static final Duration SHORT = Duration.ofMillis(100);
    private static final int PENDING = Run.QUOTA + Run.SMALL;

    private static final Scenario PLAIN = new Scenario(
            ID,
            "What breaks a writer that writes, waits, is asked, stops and closes?",
            Oracles.deciding(),
            RecoveryMode.FRESH_SUBJECT,
            List.of(new Variant("all-methods", FaultPlan.NONE, PlainScenario::play).good(Writers.RECOVERING)));

    private PlainScenario() {}

    /** Returns the scenario. */
    public static Scenario scenario() {
        return PLAIN;
    }

    private static void play(Run run) {
        if (!run.open()) {
            return;
        }
        run.onWarning(Subject::bytesPending);
        run.write(Run.SMALL);
        run.write(PENDING);
        Step asked = run.startBy("observer", "bytesPending", Subject::bytesPending);
        Step wait = run.waitForWrite(SHORT);
        run.peer().readExactly(Run.QUOTA / 2);
        wait.within(Bounds.STEP);
        asked.within(Bounds.STEP);
        run.stop().within(Bounds.STEP);
        run.write(Run.SMALL);
        run.close().within(Bounds.STEP);
    }
}
