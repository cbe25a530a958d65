package pipefault.defects;

import static pipefault.defects.Writers.AS_SHIPPED;
import static pipefault.defects.Writers.RECOVERING;
import static pipefault.scenario.Run.LARGE;
import static pipefault.scenario.Run.SMALL;

import java.time.Duration;
import java.util.List;
import pipefault.fault.FailPoint;
import pipefault.fault.FaultPlan;
import pipefault.oracle.Oracles;
import pipefault.oracle.Verdict;
import pipefault.scenario.Bounds;
import pipefault.scenario.RecoveryMode;
import pipefault.scenario.Run;
import pipefault.scenario.Scenario;
import pipefault.scenario.Variant;

/** Claim 3: the window between unlocking and posting, and all four things another thread can do in it. */
final class PostScenarios {

    private static final FaultPlan BEFORE = FaultPlan.parse("Post@pool#1 -> hold(before, unlocked)");
    private static final FaultPlan AFTER = FaultPlan.parse("Post@pool#1 -> hold(after, posted)");

    private PostScenarios() {}

    static List<Scenario> all() {
        return List.of(new Scenario(
                "D3-window",
                "Hold between unlock and post: are the counts right, is none lost, does nothing come after close?",
                List.of(Oracles.ACCOUNTING, Oracles.NOTIFICATION, Oracles.TERMINATION),
                RecoveryMode.SAME_SUBJECT,
                List.of(
                        new Variant("consumed-by-wait", BEFORE, PostScenarios::waitInTheWindow)
                                .shows(Verdict.MISREPORTED, "snapshot")
                                .good(AS_SHIPPED, RECOVERING),
                        new Variant("delivered-in-between", AFTER, PostScenarios::deliverInTheWindow)
                                .shows(Verdict.STUCK, "flag-after-post")
                                .good(AS_SHIPPED, RECOVERING),
                        new Variant("written-in-between", BEFORE, PostScenarios::writeInTheWindow)
                                .good(AS_SHIPPED, RECOVERING),
                        new Variant("closed-in-between", BEFORE, PostScenarios::closeInTheWindow)
                                .asking(Oracles.NOTIFICATION, Oracles.TERMINATION)
                                .shows(Verdict.MISREPORTED, "no-join")
                                .good(AS_SHIPPED, RECOVERING))));
    }

    private static boolean openAndComplete(Run run, String gate) {
        if (!run.open() || !run.mustWrite(LARGE)) {
            return false;
        }
        if (run.isControl()) {
            run.keepOwnerBusyUntilPosted();
        }
        run.peer().drain();
        run.hazard(() -> run.awaitArrival(gate));
        return true;
    }

    /** The owner takes the bytes by waitForWrite while the poster stands before its post. */
    private static void waitInTheWindow(Run run) {
        if (!openAndComplete(run, "unlocked")) {
            return;
        }
        run.hazard(() -> {
            run.waitForWrite(Duration.ofSeconds(1)).within(Bounds.STEP);
            run.openGate("unlocked");
            run.awaitAnswers(FailPoint.POST, 1);
        });
        run.expectReported();
    }

    /** The owner works off the task while the poster has not come back from its post; then a second write completes. */
    private static void deliverInTheWindow(Run run) {
        if (!openAndComplete(run, "posted")) {
            return;
        }
        run.expectReportedEvenWhileHeld();
        run.hazard(() -> {
            run.openGate("posted");
            run.awaitAnswers(FailPoint.POST, 1);
            run.awaitCallbacksEnded();
        });
        if (run.mustWrite(LARGE)) {
            run.expectReported();
        }
    }

    /** The owner writes something that completes at once while the poster stands before its post. */
    private static void writeInTheWindow(Run run) {
        if (!openAndComplete(run, "unlocked")) {
            return;
        }
        boolean written = run.mustWrite(SMALL);
        run.hazard(() -> run.openGate("unlocked"));
        if (written || run.isControl()) {
            run.expectReported();
        }
    }

    /** The owner closes while the poster stands before its post. */
    private static void closeInTheWindow(Run run) {
        if (!openAndComplete(run, "unlocked")) {
            return;
        }
        if (run.isControl()) {
            run.expectReported();
        }
        var close = run.close();
        run.hazard(() -> {
            run.awaitDoneOrBlocked(close);
            run.openGate("unlocked");
            run.awaitAnswers(FailPoint.POST, 1);
        });
        close.within(Bounds.STEP);
    }
}
