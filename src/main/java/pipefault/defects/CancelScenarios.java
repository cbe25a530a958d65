package pipefault.defects;

import static pipefault.defects.Writers.AS_SHIPPED;
import static pipefault.defects.Writers.RECOVERING;
import static pipefault.scenario.Run.LARGE;

import java.util.List;
import pipefault.fault.FaultPlan;
import pipefault.oracle.Oracles;
import pipefault.oracle.Verdict;
import pipefault.scenario.Bounds;
import pipefault.scenario.RecoveryMode;
import pipefault.scenario.Run;
import pipefault.scenario.Scenario;
import pipefault.scenario.Subject;
import pipefault.scenario.Variant;

/** Claim 1, and what the same lines really contain: the cancel fails, lags or lies, and the writer stops. */
final class CancelScenarios {

    private static final FaultPlan CANCEL_FAILS = FaultPlan.parse("CancelIoEx -> fail(ERROR_ACCESS_DENIED)");

    private CancelScenarios() {}

    static List<Scenario> all() {
        return List.of(deadlock(), memory(), callOut(), stall(), restart());
    }

    private static Scenario deadlock() {
        return new Scenario(
                "D1-deadlock",
                "CancelIoEx fails while a callback is dispatched: does stop return?",
                List.of(Oracles.TERMINATION, Oracles.RECOVERY),
                RecoveryMode.FRESH_SUBJECT,
                List.of(
                        new Variant(
                                        "dispatched",
                                        FaultPlan.parse(
                                                "GetOverlappedResult@pool#1 -> hold(before, in-callback, until CancelIoEx#1);"
                                                        + " CancelIoEx#1 -> fail(ERROR_ACCESS_DENIED)"),
                                        CancelScenarios::stopWhileDispatched)
                                .shows(Verdict.STUCK, "wait-under-lock")
                                .good(AS_SHIPPED, RECOVERING),
                        new Variant(
                                        "waited-for",
                                        FaultPlan.parse("GetOverlappedResult@pool#1 -> hold(before, in-callback,"
                                                + " until WaitForThreadpoolWaitCallbacks#1)"),
                                        CancelScenarios::stopWhileDispatched)
                                .shows(Verdict.STUCK, "wait-under-lock", "unlock-after-wait")
                                .good(AS_SHIPPED, RECOVERING),
                        new Variant("pending", CANCEL_FAILS, CancelScenarios::stopWhilePending)
                                .shows(Verdict.STUCK, "wait-forever")
                                .good(AS_SHIPPED, RECOVERING)));
    }

    private static Scenario memory() {
        return new Scenario(
                "D1a-memory",
                "Cancel fails, lags, or says 1168 although the write is pending: is memory given back while the kernel owns it?",
                List.of(Oracles.OWNERSHIP),
                RecoveryMode.FRESH_SUBJECT,
                List.of(
                        memoryVariant("cancel-fails", "CancelIoEx -> fail(ERROR_ACCESS_DENIED)")
                                .shows(Verdict.MEMORY_UNSAFE, AS_SHIPPED, "no-completion-wait"),
                        memoryVariant("cancel-lags", "CancelIoEx -> succeed(without-effect)")
                                .shows(Verdict.MEMORY_UNSAFE, AS_SHIPPED),
                        memoryVariant("cancel-lies", "CancelIoEx -> fail(ERROR_NOT_FOUND)")
                                .shows(Verdict.MEMORY_UNSAFE, AS_SHIPPED),
                        memoryVariant(
                                "nothing-ends-it",
                                "CancelIoEx -> fail(ERROR_ACCESS_DENIED);"
                                        + " DisconnectNamedPipe -> fail(ERROR_PIPE_NOT_CONNECTED)")));
    }

    private static Variant memoryVariant(String name, String plan) {
        return new Variant(name, FaultPlan.parse(plan), CancelScenarios::stopWhilePending).good(RECOVERING);
    }

    private static Scenario callOut() {
        return new Scenario(
                "D1b-callout",
                "Cancel fails and the warning listener asks the writer: does it return?",
                List.of(Oracles.TERMINATION),
                RecoveryMode.FRESH_SUBJECT,
                List.of(new Variant("asks-back", CANCEL_FAILS, CancelScenarios::stopWithCuriousListener)
                        .shows(Verdict.STUCK, AS_SHIPPED)
                        .good(RECOVERING)));
    }

    private static Scenario stall() {
        return new Scenario(
                "D1c-stall",
                "CancelIoEx is held: does another thread's bytesPending return meanwhile?",
                List.of(Oracles.TERMINATION),
                RecoveryMode.FRESH_SUBJECT,
                List.of(new Variant(
                                "held",
                                FaultPlan.parse("CancelIoEx#1 -> hold(before, in-cancel)"),
                                CancelScenarios::askWhileCancelling)
                        .shows(Verdict.STUCK, AS_SHIPPED)
                        .good(RECOVERING)));
    }

    private static Scenario restart() {
        return new Scenario(
                "D1d-restart",
                "Stop, then write again: is anything sent twice?",
                List.of(Oracles.WIRE_BYTES),
                RecoveryMode.FRESH_SUBJECT,
                List.of(new Variant("stopped-in-the-middle", FaultPlan.NONE, CancelScenarios::writeAgainAfterStop)
                        .shows(Verdict.CORRUPTED, AS_SHIPPED)
                        .good(RECOVERING)));
    }

    /** The write is complete and its callback stands before GetOverlappedResult when the owner stops. */
    private static void stopWhileDispatched(Run run) {
        if (!run.open() || !run.mustWrite(LARGE)) {
            return;
        }
        run.peer().drain();
        if (run.isControl()) {
            run.expectReported();
        } else {
            run.awaitArrival("in-callback");
        }
        run.stop().within(Bounds.STEP);
    }

    private static void stopWhilePending(Run run) {
        if (!run.open() || !run.mustWrite(LARGE)) {
            return;
        }
        run.stop().within(Bounds.STEP);
        run.close().within(Bounds.STEP);
    }

    private static void stopWithCuriousListener(Run run) {
        run.onWarning(Subject::bytesPending);
        stopWhilePending(run);
    }

    private static void askWhileCancelling(Run run) {
        if (!run.open() || !run.mustWrite(LARGE)) {
            return;
        }
        var stop = run.stop();
        run.hazard(() -> {
            run.awaitArrival("in-cancel");
            run.startBy("query", "bytesPending", Subject::bytesPending).withinEvenWhileHeld(Bounds.QUERY);
            run.openGate("in-cancel");
        });
        stop.within(Bounds.STEP);
        run.close().within(Bounds.STEP);
    }

    private static void writeAgainAfterStop(Run run) {
        int first = 20_000;
        int second = first + 10;
        if (!run.open() || !run.mustWrite(first)) {
            return;
        }
        if (run.isControl()) {
            run.peer().drain();
            run.expectReported();
            run.write(second);
            run.expectReported();
            return;
        }
        int readFirst = 1_000;
        run.peer().readExactly(readFirst);
        run.awaitReceived(readFirst);
        run.stop().within(Bounds.STEP);
        if (run.write(second)) {
            run.peer().drain();
            run.expectReceived(readFirst + second);
        }
    }
}
