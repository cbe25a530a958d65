package pipefault.defects;

import static pipefault.defects.Writers.AS_SHIPPED;
import static pipefault.defects.Writers.RECOVERING;
import static pipefault.scenario.Run.LARGE;

import java.util.List;
import pipefault.fault.FailPoint;
import pipefault.fault.FaultPlan;
import pipefault.oracle.Oracles;
import pipefault.oracle.Verdict;
import pipefault.scenario.Bounds;
import pipefault.scenario.RecoveryMode;
import pipefault.scenario.Run;
import pipefault.scenario.Scenario;
import pipefault.scenario.Script;
import pipefault.scenario.Variant;

/** Claim 4: an operation ends in an error; is it acted on at once, is the owner told, and what of "not yet"? */
final class CompletionScenarios {

    private CompletionScenarios() {}

    static List<Scenario> all() {
        return List.of(lateError(), lostError(), incomplete());
    }

    private static Scenario lateError() {
        return new Scenario(
                "D4-late-error",
                "GetOverlappedResult fails: is another WriteFile issued or the block credited before the error is looked at?",
                List.of(Oracles.ERROR_ORDER, Oracles.RECOVERY),
                RecoveryMode.FRESH_SUBJECT,
                List.of(
                        late("broken-pipe", "fail(ERROR_BROKEN_PIPE)"),
                        late("not-connected", "fail(ERROR_PIPE_NOT_CONNECTED)"),
                        late("aborted", "fail(ERROR_OPERATION_ABORTED)"),
                        late("no-data", "unrealistic(fail(ERROR_NO_DATA))"),
                        late("network", "unrealistic(fail(ERROR_NETNAME_DELETED))"),
                        late("bad-handle", "unrealistic(fail(ERROR_INVALID_HANDLE))")));
    }

    private static Variant late(String name, String action) {
        return new Variant(
                        name,
                        FaultPlan.parse("GetOverlappedResult@pool#1 -> " + action),
                        CompletionScenarios::failTheFirstOfTwo)
                .shows(Verdict.MISREPORTED, "late-check")
                .good(AS_SHIPPED, RECOVERING);
    }

    private static Scenario lostError() {
        return new Scenario(
                "D4a-lost-error",
                "GetOverlappedResult fails: is the owner told, once, after all earned bytes?",
                List.of(Oracles.ERROR_TIMELINESS),
                RecoveryMode.FRESH_SUBJECT,
                List.of(
                        lost(
                                "broken-pipe",
                                "GetOverlappedResult@pool#1 -> fail(ERROR_BROKEN_PIPE)",
                                CompletionScenarios::failTheFirst),
                        lost(
                                "not-connected",
                                "GetOverlappedResult@pool#1 -> fail(ERROR_PIPE_NOT_CONNECTED)",
                                CompletionScenarios::failTheFirst),
                        lost(
                                "aborted",
                                "GetOverlappedResult@pool#1 -> fail(ERROR_OPERATION_ABORTED)",
                                CompletionScenarios::failTheFirst),
                        lost(
                                "second-fails",
                                "GetOverlappedResult@pool#2 -> fail(ERROR_BROKEN_PIPE)",
                                CompletionScenarios::failTheSecondOfTwo)));
    }

    private static Variant lost(String name, String plan, Script script) {
        return new Variant(name, FaultPlan.parse(plan), script)
                .shows(Verdict.MISREPORTED, AS_SHIPPED, "swallows-error")
                .good(RECOVERING);
    }

    private static Scenario incomplete() {
        return new Scenario(
                "D4b-incomplete",
                "996 while the operation is really pending (a stray signal): is it still treated as pending?",
                List.of(Oracles.OWNERSHIP),
                RecoveryMode.FRESH_SUBJECT,
                List.of(
                        new Variant(
                                        "stray-signal",
                                        FaultPlan.parse("Event#1 -> signal"),
                                        CompletionScenarios::closeAfterStraySignal)
                                .shows(Verdict.MEMORY_UNSAFE, AS_SHIPPED)
                                .good(RECOVERING),
                        new Variant(
                                        "goes-on",
                                        FaultPlan.parse("Event#1 -> signal"),
                                        CompletionScenarios::goOnAfterStraySignal)
                                .good(RECOVERING)));
    }

    /** Whether anything is started after the failure can only be seen where a second block waits for its turn. */
    private static void failTheFirstOfTwo(Run run) {
        failOne(run, true, run::awaitFaultsFired);
    }

    /** What the owner is told does not depend on a second block. */
    private static void failTheFirst(Run run) {
        failOne(run, false, run::awaitFaultsFired);
    }

    /** The second write is in flight before the peer reads a byte of it, so its completion comes through the pool. */
    private static void failTheSecondOfTwo(Run run) {
        failOne(run, true, () -> run.awaitAnswers(FailPoint.WRITE_FILE, 2));
    }

    private static void failOne(Run run, boolean needsSecond, Runnable awaitFirst) {
        if (!run.open() || !run.mustWrite(LARGE)) {
            return;
        }
        boolean second = needsSecond ? run.mustWrite(LARGE) : run.write(LARGE);
        if (run.isControl()) {
            run.peer().drain();
            run.expectReported();
        } else if (second || !needsSecond) {
            run.peer().readExactly(LARGE);
            awaitFirst.run();
            run.peer().drain();
            run.awaitFaultsFired();
            run.awaitCallbacksEnded();
        }
        run.close().within(Bounds.STEP);
    }

    private static void closeAfterStraySignal(Run run) {
        if (!run.open() || !run.mustWrite(LARGE)) {
            return;
        }
        run.hazard(() -> {
            run.awaitAnswers(FailPoint.GET_OVERLAPPED_RESULT, 1);
            run.awaitCallbacksEnded();
        });
        run.close().within(Bounds.STEP);
    }

    private static void goOnAfterStraySignal(Run run) {
        if (!run.open() || !run.mustWrite(LARGE)) {
            return;
        }
        run.hazard(() -> {
            run.awaitAnswers(FailPoint.GET_OVERLAPPED_RESULT, 1);
            run.awaitCallbacksEnded();
        });
        run.peer().drain();
        run.expectReported();
        run.close().within(Bounds.STEP);
    }
}
