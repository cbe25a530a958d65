package pipefault.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import pipefault.oracle.Finding;
import pipefault.oracle.Verdict;
import pipefault.scenario.RunResult;
import pipefault.scenario.RunResult.Fired;
import pipefault.scenario.Variant;
import pipefault.trace.Aside;
import pipefault.trace.CallRecord;
import pipefault.trace.CallRecord.Kind;
import pipefault.trace.Trace;

/** Runs as the harness would hand them on, made by hand. */
final class SampleRuns {

    private static final String REPLAY = "./pipefault replay 1.D1-deadlock.cancel-fails.wait-under-lock.1.0abc";

    private SampleRuns() {}

    static ReportedRun stuck() {
        TraceBuilder trace = new TraceBuilder();
        trace.note("driver", Kind.STEP, "the pipe takes 4096 bytes; owner runs the event loop");
        trace.call("owner", "CreateEvent", "auto", "ok event-1", false);
        trace.note("driver", Kind.STEP, "write begins");
        trace.note("owner", Kind.LOCKED, "writer");
        trace.call("owner", "WriteFile", "pipe, op-1, 65536 bytes", "fail 997 ERROR_IO_PENDING", false);
        trace.note("owner", Kind.UNLOCKED, "writer");
        trace.note("owner", Kind.STEP, "write ends -> true");
        trace.note("pool-1", Kind.CALLBACK, "wait-1");
        int asked = trace.enter("pool-1", "GetOverlappedResult", "op-1, no wait");
        trace.note("pool-1", Kind.FAULT, "is held at gate in-callback");
        trace.note("driver", Kind.STEP, "stop begins");
        trace.note("owner", Kind.LOCKED, "writer");
        int cancelled = trace.enter("owner", "CancelIoEx", "pipe, op-1");
        trace.note("pool-1", Kind.FAULT, "goes on from gate in-callback");
        trace.leave("owner", cancelled, "CancelIoEx", "fail 5 ERROR_ACCESS_DENIED", true);
        trace.leave("pool-1", asked, "GetOverlappedResult", "ok n=65536", false);
        trace.enter("owner", "WaitForThreadpoolWaitCallbacks", "wait-1, cancel queued");
        trace.note(
                "owner",
                Kind.FINDING,
                "blocks in WaitForThreadpoolWaitCallbacks while it holds the mutex writer, which the callback needs");
        trace.note("pool-1", Kind.LOCKED, "writer: waits for it");
        String seen = "owner is waiting for a running callback (pool-1)";
        String other = "pool-1 is waiting for the mutex writer (owner)";
        return reported(
                result(
                        "D1-deadlock",
                        "cancel-fails",
                        "wait-under-lock",
                        Verdict.STUCK,
                        "GetOverlappedResult@pool#1 -> hold(before, in-callback, until CancelIoEx#1); CancelIoEx#1 ->"
                                + " fail(ERROR_ACCESS_DENIED)",
                        List.of(
                                new Fired(
                                        "GetOverlappedResult@pool#1 -> hold(before, in-callback, until CancelIoEx#1)",
                                        1,
                                        ""),
                                new Fired("CancelIoEx#1 -> fail(ERROR_ACCESS_DENIED)", 1, "")),
                        List.of(new Finding(
                                "termination",
                                Verdict.STUCK,
                                "waited 3000 ms for stop by owner to return, in vain; " + seen + "; " + other)),
                        List.of(new Finding(
                                "lock discipline",
                                Verdict.UNAFFECTED,
                                "blocks in WaitForThreadpoolWaitCallbacks while it holds the mutex writer, which the"
                                        + " callback needs (by owner)")),
                        List.of(),
                        List.of(seen, other),
                        trace.build()),
                Set.of(Verdict.STUCK));
    }

    static ReportedRun memoryUnsafe() {
        TraceBuilder trace = new TraceBuilder();
        for (int i = 1; i <= 60; i++) {
            trace.call("owner", "WriteFile", "pipe, op-" + i + ", 100 bytes", "ok n=100", false);
            trace.note("owner", Kind.LISTENER, "written 100");
        }
        trace.call("owner", "CancelIoEx", "pipe, op-61", "ok", true);
        trace.note("owner", Kind.FINDING, "op-61 is released while the kernel owns it");
        return reported(
                result(
                        "D1a-memory",
                        "cancel-lags",
                        "recovering",
                        Verdict.MEMORY_UNSAFE,
                        "CancelIoEx -> succeed(without-effect)",
                        List.of(new Fired("CancelIoEx -> succeed(without-effect)", 2, "")),
                        List.of(new Finding(
                                "ownership",
                                Verdict.MEMORY_UNSAFE,
                                "op-61 is released while the kernel owns it: Internal is 0x103 (by owner)")),
                        List.of(),
                        List.of("abandoned 1 thread, which did not end"),
                        List.of(),
                        trace.build()),
                Variant.GOOD);
    }

    /** A run whose kernel and peer were watched. */
    static ReportedRun releasedEarly() {
        TraceBuilder trace = new TraceBuilder();
        trace.note("driver", Kind.STEP, "write begins");
        int written = trace.enter("owner", "WriteFile", "pipe, op-1, 65536 bytes");
        trace.aside(Aside.Kind.TAKEN, "op-1", "WriteFile");
        trace.leave("owner", written, "WriteFile", "fail 997 ERROR_IO_PENDING n=0", false);
        trace.note("owner", Kind.STEP, "write ends -> true");
        trace.note("driver", Kind.STEP, "close begins");
        trace.note("owner", Kind.LOCKED, "writer");
        trace.call("owner", "CancelIoEx", "pipe, op-1", "fail 5 ERROR_ACCESS_DENIED", true);
        trace.note("owner", Kind.UNLOCKED, "writer");
        trace.note("owner", Kind.FINDING, "event-1 is closed while op-1, which signals it, is the kernel's");
        trace.call("owner", "CloseHandle", "event-1", "ok", false);
        trace.note("owner", Kind.FINDING, "op-1 is released while the kernel owns it (WriteFile is pending)");
        trace.aside(Aside.Kind.RELEASED, "op-1", "while the kernel owns it");
        trace.note("owner", Kind.STEP, "close ends");
        trace.note("driver", Kind.STEP, "the run is wound down");
        trace.aside(Aside.Kind.ENDED, "op-1", "ok n=65536");
        trace.aside(Aside.Kind.RECEIVED, "peer", "65536 bytes, 65536 in all");
        String where = " (by owner, at MyWriter.java:";
        return reported(
                result(
                        "D1a-memory",
                        "cancel-fails",
                        "as-shipped",
                        Verdict.MEMORY_UNSAFE,
                        "CancelIoEx -> fail(ERROR_ACCESS_DENIED)",
                        List.of(new Fired("CancelIoEx -> fail(ERROR_ACCESS_DENIED)", 1, "")),
                        List.of(
                                new Finding(
                                        "ownership",
                                        Verdict.MEMORY_UNSAFE,
                                        "event-1 is closed while op-1, which signals it, is the kernel's" + where
                                                + "59)"),
                                new Finding(
                                        "ownership",
                                        Verdict.MEMORY_UNSAFE,
                                        "op-1 is released while the kernel owns it (WriteFile is pending)" + where
                                                + "62)")),
                        List.of(),
                        List.of("the kernel has written to op-1 after its release (Internal is 0x00000000 now)"),
                        List.of(),
                        trace.build()),
                Set.of(Verdict.MEMORY_UNSAFE));
    }

    /** A run with at least so many events, of which one in the middle decides. */
    static ReportedRun endless(int events) {
        TraceBuilder trace = new TraceBuilder();
        for (int i = 0; i <= events; i++) {
            trace.call("owner", "WriteFile", "pipe, op-1, 100 bytes", "ok n=100", false);
            if (i == events / 2) {
                trace.note("owner", Kind.FINDING, "op-1 is released while the kernel owns it");
            }
        }
        return withFinding(
                new Finding("ownership", Verdict.MEMORY_UNSAFE, "op-1 is released while the kernel owns it"), trace);
    }

    static ReportedRun withFinding(Finding finding) {
        TraceBuilder trace = new TraceBuilder();
        trace.call("owner", "WriteFile", "pipe, op-1, 100 bytes", "ok n=100", false);
        return withFinding(finding, trace);
    }

    private static ReportedRun withFinding(Finding finding, TraceBuilder trace) {
        return reported(
                result(
                        "D1a-memory",
                        "plain",
                        "as-shipped",
                        finding.verdict(),
                        "",
                        List.of(),
                        List.of(finding),
                        List.of(),
                        List.of(),
                        List.of(),
                        trace.build()),
                null);
    }

    static ReportedRun notExercised() {
        TraceBuilder trace = new TraceBuilder();
        trace.call("owner", "CancelIoEx", "pipe, op-1", "ok", false);
        String miss = "CancelIoEx was called 1 time (1 by owner), 1 of them counted for this fault";
        return reported(
                result(
                        "D1-deadlock",
                        "cancel-fails",
                        "recovering",
                        Verdict.NOT_EXERCISED,
                        "CancelIoEx#9 -> fail(ERROR_ACCESS_DENIED)",
                        List.of(new Fired("CancelIoEx#9 -> fail(ERROR_ACCESS_DENIED)", 0, miss)),
                        List.of(),
                        List.of(),
                        List.of("did not fire: CancelIoEx#9 -> fail(ERROR_ACCESS_DENIED) (" + miss + ")"),
                        List.of(),
                        trace.build()),
                null);
    }

    static ReportedRun heldInVain() {
        TraceBuilder trace = new TraceBuilder();
        trace.call("owner", "WriteFile", "pipe, op-1, 100 bytes", "ok n=100", true);
        String fault = "WriteFile#1 -> hold(before, early, until CancelIoEx#9)";
        String missing = "CancelIoEx#9 did not come within 10 s";
        return reported(
                result(
                        "D1-deadlock",
                        "dispatched",
                        "recovering",
                        Verdict.NOT_EXERCISED,
                        fault,
                        List.of(new Fired(fault, 1, missing)),
                        List.of(),
                        List.of(),
                        List.of("fired in vain: " + fault + " (" + missing + ")"),
                        List.of(),
                        trace.build()),
                null);
    }

    static ReportedRun badWithoutFault() {
        TraceBuilder trace = new TraceBuilder();
        trace.call("owner", "WriteFile", "pipe, op-1, 100 bytes", "ok n=100", false);
        String miss = "CancelIoEx was never called; 2 calls after the faults were lifted (recovery) did not count";
        return reported(
                result(
                        "D3-window",
                        "consumed-by-wait",
                        "snapshot",
                        Verdict.MISREPORTED,
                        "CancelIoEx#1 -> fail(ERROR_ACCESS_DENIED)",
                        List.of(new Fired("CancelIoEx#1 -> fail(ERROR_ACCESS_DENIED)", 0, miss)),
                        List.of(new Finding(
                                "accounting", Verdict.MISREPORTED, "200 bytes were reported, but 100 delivered")),
                        List.of(),
                        List.of("did not fire: CancelIoEx#1 -> fail(ERROR_ACCESS_DENIED) (" + miss + ")"),
                        List.of(),
                        trace.build()),
                null);
    }

    /** A run whose verdict comes from one oracle, and whose trace goes on with a fresh subject. */
    static ReportedRun freshSubject(String oracle) {
        TraceBuilder trace = new TraceBuilder();
        trace.note("driver", Kind.STEP, "write begins");
        trace.note("owner", Kind.LOCKED, "writer");
        trace.call("owner", "WriteFile", "pipe, op-1, 100 bytes", "ok n=100", false);
        trace.note("owner", Kind.UNLOCKED, "writer");
        trace.note("driver", Kind.STEP, "the driven subject is done with");
        trace.note("driver", Kind.STEP, "the faults are lifted; recovery begins");
        trace.note("driver", Kind.STEP, "write of a fresh subject begins");
        trace.note("owner", Kind.FINDING, "calls WriteFile while it holds writer");
        trace.call("owner", "WriteFile", "pipe, op-2, 100 bytes", "ok n=100", false);
        return reported(
                result(
                        "D1a-memory",
                        "cancel-fails",
                        "recovering",
                        Verdict.MISREPORTED,
                        "",
                        List.of(),
                        List.of(new Finding(oracle, Verdict.MISREPORTED, "something is wrong")),
                        List.of(),
                        List.of(),
                        List.of(),
                        trace.build()),
                Variant.GOOD);
    }

    static ReportedRun good(String scenario, String writer, Verdict verdict) {
        return reported(
                result(
                        scenario,
                        "plain",
                        writer,
                        verdict,
                        "CancelIoEx#1 -> fail(ERROR_ACCESS_DENIED)",
                        List.of(new Fired("CancelIoEx#1 -> fail(ERROR_ACCESS_DENIED)", 1, "")),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        new TraceBuilder().build()),
                Variant.GOOD);
    }

    static ReportedRun control(String scenario, String writer, Verdict verdict) {
        RunResult result = new RunResult(
                scenario,
                "plain",
                writer,
                RunResult.CONTROL,
                1,
                verdict,
                "",
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                new Trace(List.of()),
                2);
        return reported(result, Set.of(Verdict.UNAFFECTED));
    }

    static ReportedRun bad(String scenario, String writer, Verdict verdict, @Nullable Set<Verdict> expected) {
        return reported(
                result(
                        scenario,
                        "plain",
                        writer,
                        verdict,
                        "CancelIoEx#1 -> fail(ERROR_ACCESS_DENIED)",
                        List.of(new Fired("CancelIoEx#1 -> fail(ERROR_ACCESS_DENIED)", 1, "")),
                        List.of(new Finding("termination", verdict, "stop did not return")),
                        List.of(),
                        List.of(),
                        List.of(),
                        new TraceBuilder().build()),
                expected);
    }

    private static ReportedRun reported(RunResult result, @Nullable Set<Verdict> expected) {
        return ReportedRun.of(result, expected, 1, REPLAY.substring(REPLAY.lastIndexOf(' ') + 1), REPLAY);
    }

    private static RunResult result(
            String scenario,
            String variant,
            String writer,
            Verdict verdict,
            String plan,
            List<Fired> fired,
            List<Finding> evidence,
            List<Finding> alsoSeen,
            List<String> notes,
            List<String> lastSeen,
            Trace trace) {
        return new RunResult(
                scenario,
                variant,
                writer,
                RunResult.FAULT,
                1,
                verdict,
                plan,
                fired,
                evidence,
                alsoSeen,
                notes,
                lastSeen,
                Map.of(),
                trace,
                7);
    }

    /** Writes a trace as a run would, one microsecond per record. */
    static final class TraceBuilder {
        private final List<CallRecord> records = new ArrayList<>();
        private final List<Aside> asides = new ArrayList<>();
        private int calls;

        void note(String actor, Kind kind, String text) {
            add(actor, kind, 0, "", text, kind == Kind.FAULT);
        }

        void call(String actor, String point, String arguments, String answer, boolean injected) {
            leave(actor, enter(actor, point, arguments), point, answer, injected);
        }

        int enter(String actor, String point, String arguments) {
            add(actor, Kind.CALL, ++calls, point, arguments, false);
            return calls;
        }

        void leave(String actor, int call, String point, String answer, boolean injected) {
            add(actor, Kind.RETURN, call, point, answer, injected);
        }

        void aside(Aside.Kind kind, String object, String text) {
            asides.add(new Aside(records.size(), records.size() * 1_000L, kind, object, text));
        }

        private void add(String actor, Kind kind, int call, String point, String text, boolean injected) {
            int sequence = records.size() + 1;
            records.add(new CallRecord(sequence, sequence * 1_000L, actor, kind, call, point, text, injected));
        }

        Trace build() {
            return new Trace(records, asides);
        }
    }
}
