package pipefault.defects;

import static pipefault.defects.Writers.AS_SHIPPED;
import static pipefault.defects.Writers.RECOVERING;
import static pipefault.scenario.Run.LARGE;
import static pipefault.scenario.Run.SMALL;

import java.time.Duration;
import java.util.List;
import pipefault.fault.FaultPlan;
import pipefault.oracle.Oracles;
import pipefault.oracle.Verdict;
import pipefault.scenario.Bounds;
import pipefault.scenario.RecoveryMode;
import pipefault.scenario.Run;
import pipefault.scenario.Scenario;
import pipefault.scenario.Variant;

/** Claim 2: CreateEvent answers NULL, and nobody looks. */
final class EventScenarios {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private EventScenarios() {}

    static List<Scenario> all() {
        return List.of(completionEvent(), syncEvent());
    }

    private static Scenario completionEvent() {
        return new Scenario(
                "D2-event",
                "The completion event is NULL; a small write, then a pending one: is it reported?",
                List.of(Oracles.TERMINATION, Oracles.RECOVERY),
                RecoveryMode.FRESH_SUBJECT,
                List.of(new Variant(
                                "no-event",
                                FaultPlan.parse("CreateEvent#1 -> fail(ERROR_NO_SYSTEM_RESOURCES)"),
                                EventScenarios::smallThenPending)
                        .shows(Verdict.STUCK, AS_SHIPPED, "ignores-null-event")
                        .good(RECOVERING)));
    }

    private static Scenario syncEvent() {
        return new Scenario(
                "D2b-sync-event",
                "The second event is NULL: does waitForWrite give up before its time?",
                List.of(Oracles.NOTIFICATION),
                RecoveryMode.FRESH_SUBJECT,
                List.of(
                        new Variant(
                                        "no-second-event",
                                        FaultPlan.parse("CreateEvent#2 -> fail(ERROR_NO_SYSTEM_RESOURCES)"),
                                        EventScenarios::waitForPending)
                                .shows(Verdict.MISREPORTED, AS_SHIPPED)
                                .good(RECOVERING),
                        // The wait ends because the write is complete, and answers a time-out all the same (fact GR20).
                        new Variant(
                                        "false-time-out",
                                        FaultPlan.parse(
                                                "GetOverlappedResultEx@owner#1 -> fail(WAIT_TIMEOUT, performed);"
                                                        + " GetOverlappedResultEx@owner#1 -> hold(after, answered,"
                                                        + " until Callback@pool#1);"
                                                        + " Callback@pool#1 -> hold(before, in-callback)"),
                                        EventScenarios::waitForPendingWithoutTheCallback)
                                .shows(Verdict.MISREPORTED, "trusts-time-out")
                                .good(RECOVERING)));
    }

    /** Small writes complete at once and hide the defect; only the pending one shows it. */
    private static void smallThenPending(Run run) {
        if (!run.open() || !run.mustWrite(SMALL)) {
            return;
        }
        run.expectReported();
        if (!run.mustWrite(LARGE)) {
            return;
        }
        run.peer().drain();
        run.expectReported();
        run.close().within(Bounds.STEP);
    }

    private static void waitForPending(Run run) {
        waitForPending(run, () -> {});
    }

    /** The callback of the same completion is kept from having its say until waitForWrite has returned. */
    private static void waitForPendingWithoutTheCallback(Run run) {
        waitForPending(run, () -> run.hazard(() -> run.openGate("in-callback")));
    }

    private static void waitForPending(Run run, Runnable afterwards) {
        if (!run.open() || !run.mustWrite(LARGE)) {
            return;
        }
        var wait = run.waitForWrite(PATIENCE);
        run.awaitDoneOrBlocked(wait);
        run.peer().drain();
        wait.within(Bounds.STEP);
        afterwards.run();
        run.close().within(Bounds.STEP);
    }
}
