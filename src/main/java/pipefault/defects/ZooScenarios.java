package pipefault.defects;

import static pipefault.scenario.Run.LARGE;
import static pipefault.scenario.Run.SMALL;

import java.time.Duration;
import java.util.List;
import pipefault.fault.FailPoint;
import pipefault.fault.FaultPlan;
import pipefault.oracle.Oracles;
import pipefault.scenario.Bounds;
import pipefault.scenario.RecoveryMode;
import pipefault.scenario.Run;
import pipefault.scenario.Scenario;
import pipefault.scenario.Script;
import pipefault.scenario.Step;
import pipefault.scenario.Variant;

/** Scripts for specimens that show neither in the scenarios of the report nor in the plain script; no rows of the matrix. */
public final class ZooScenarios {

    private static final Duration SHORT = Duration.ofMillis(100);

    private static final List<Scenario> ALL = List.of(
            new Scenario(
                    "zoo",
                    "What else must a writer get right?",
                    Oracles.deciding(),
                    RecoveryMode.FRESH_SUBJECT,
                    List.of(
                            variant("two-blocks", ZooScenarios::writeTwo),
                            variant("written-by-pool", ZooScenarios::stopWhatThePoolStarted),
                            variant("stopped-with-more", ZooScenarios::stopWithMore),
                            variant("stopped-by-another", ZooScenarios::stopByAnother),
                            variant("closed-by-listener", ZooScenarios::closeInListener),
                            variant("closed-at-once", ZooScenarios::closeTwiceAtOnce),
                            variant("waits-in-vain", ZooScenarios::waitInVain),
                            variant("waits-for-report", ZooScenarios::waitForReport))),
            new Scenario(
                    "zoo-again",
                    "Does a writer go on that was left alone under faults?",
                    Oracles.deciding(),
                    RecoveryMode.SAME_SUBJECT,
                    List.of(variant("left-alone", ZooScenarios::leaveAlone))));

    private ZooScenarios() {}

    /** Returns the scenarios. */
    public static List<Scenario> all() {
        return ALL;
    }

    private static Variant variant(String name, Script script) {
        return new Variant(name, FaultPlan.NONE, script).good(Writers.RECOVERING);
    }

    private static void writeTwo(Run run) {
        if (!run.open()) {
            return;
        }
        run.write(LARGE);
        run.write(LARGE);
        run.peer().drain();
        run.expectReported();
        run.close().within(Bounds.STEP);
    }

    /** The second block is pending, and the thread that has started it is not the one that stops. */
    private static void stopWhatThePoolStarted(Run run) {
        if (!run.open()) {
            return;
        }
        run.write(LARGE);
        run.write(LARGE);
        run.peer().readExactly(LARGE);
        run.awaitAnswers(FailPoint.WRITE_FILE, 2);
        run.stop().within(Bounds.STEP);
        run.close().within(Bounds.STEP);
    }

    /** The first block is complete when the owner stops, and a second one waits for its turn. */
    private static void stopWithMore(Run run) {
        if (!run.open()) {
            return;
        }
        run.write(LARGE);
        run.write(LARGE);
        run.peer().readExactly(LARGE);
        run.awaitReceived(LARGE);
        run.stop().within(Bounds.STEP);
        run.close().within(Bounds.STEP);
    }

    /** Another thread stops while a report may be on its way to the owner. */
    private static void stopByAnother(Run run) {
        if (!run.open()) {
            return;
        }
        run.write(LARGE);
        run.peer().drain();
        run.startBy("stopper", "stop", s -> {
                    s.stop();
                    return null;
                })
                .within(Bounds.STEP);
        run.close().within(Bounds.STEP);
    }

    private static void closeInListener(Run run) {
        if (!run.open()) {
            return;
        }
        run.onWrittenClose();
        run.write(LARGE);
        run.peer().drain();
        run.expectReported();
        run.close().within(Bounds.STEP);
    }

    private static void closeTwiceAtOnce(Run run) {
        if (!run.open()) {
            return;
        }
        run.write(LARGE);
        Step first = run.startBy("closer", "close", s -> {
            s.close();
            return null;
        });
        Step second = run.close();
        first.within(Bounds.STEP);
        second.within(Bounds.STEP);
    }

    private static void waitInVain(Run run) {
        if (!run.open()) {
            return;
        }
        run.write(LARGE);
        run.waitForWrite(SHORT).within(Bounds.STEP);
        run.close().within(Bounds.STEP);
    }

    private static void waitForReport(Run run) {
        if (!run.open()) {
            return;
        }
        run.write(LARGE);
        Step wait = run.waitForWrite(Bounds.QUERY);
        run.peer().drain();
        wait.within(Bounds.STEP);
        run.expectReported();
        run.close().within(Bounds.STEP);
    }

    private static void leaveAlone(Run run) {
        if (run.open()) {
            run.write(SMALL);
        }
    }
}
