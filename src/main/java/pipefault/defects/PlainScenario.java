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

    /** The variant that is searched where no other is named: whoever tells the listener something is asked back. */
    public static final String ALL_METHODS = "all-methods";

    /** The id of the scenario. */
    public static final String ID = "plain";

    private static final Duration SHORT = Duration.ofMillis(100);
    private static final int PENDING = Run.QUOTA + Run.SMALL;

    private static final Scenario PLAIN = new Scenario(
            ID,
            "What breaks a writer that writes, waits, is asked, stops and closes?",
            Oracles.deciding(),
            RecoveryMode.FRESH_SUBJECT,
            List.of(
                    new Variant(ALL_METHODS, FaultPlan.NONE, PlainScenario::withCuriousListener)
                            .good(Writers.RECOVERING),
                    new Variant("quiet-listener", FaultPlan.NONE, PlainScenario::withQuietListener)
                            .good(Writers.RECOVERING)));

    private PlainScenario() {}

    /** Returns the scenario. */
    public static Scenario scenario() {
        return PLAIN;
    }

    /** A writer that calls its listener under its mutex hangs here, and shows nothing else. */
    private static void withCuriousListener(Run run) {
        run.onToldAskBack(Subject::bytesPending);
        withQuietListener(run);
    }

    private static void withQuietListener(Run run) {
        if (!run.open()) {
            return;
        }
        run.write(Run.SMALL);
        run.write(PENDING);
        Step asked = run.startBy("observer", "bytesPending", Subject::bytesPending);
        Step wait = run.waitForWrite(SHORT);
        run.peer().readExactly(Run.QUOTA / 2);
        wait.within(Bounds.STEP);
        asked.within(Bounds.STEP);
        if (run.write(PENDING)) {
            // The first order may have come to nothing: this one replaces it, and is enough for the write by itself.
            run.peer().readExactly(Run.QUOTA / 2 + PENDING);
            run.expectReported();
        }
        // Nobody reads it: stopping finds it on its way.
        run.write(PENDING);
        Step stop = run.stop();
        run.startBy("observer", "bytesPending", Subject::bytesPending).within(Bounds.QUERY);
        stop.within(Bounds.STEP);
        if (run.write(PENDING)) {
            run.peer().drain();
        }
        run.close().within(Bounds.STEP);
    }
}
