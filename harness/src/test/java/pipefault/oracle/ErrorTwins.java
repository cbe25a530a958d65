package pipefault.oracle;

import static pipefault.oracle.EvidenceBuilder.evidence;
import static pipefault.oracle.EvidenceBuilder.failedWrite;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import pipefault.fault.FailPoint;
import pipefault.oracle.ListenerEvent.Kind;
import pipefault.platform.CallResult;
import pipefault.platform.Handle;
import pipefault.platform.NtStatus;
import pipefault.platform.Win32Error;

/** Twins about errors: acted on, told, thrown. */
final class ErrorTwins {

    private static final CallResult BROKEN = CallResult.failure(Win32Error.ERROR_BROKEN_PIPE, 0);
    private static final CallResult INCOMPLETE = CallResult.failure(Win32Error.ERROR_IO_INCOMPLETE);

    private ErrorTwins() {}

    private static EvidenceBuilder twoFail() {
        return pendingWrite()
                .call(FailPoint.WRITE_FILE, "op-2", CallResult.pending())
                .call(FailPoint.GET_OVERLAPPED_RESULT, "op-1", BROKEN)
                .call(FailPoint.GET_OVERLAPPED_RESULT, "op-2", BROKEN);
    }

    private static EvidenceBuilder pendingWrite() {
        return evidence().call(FailPoint.WRITE_FILE, "op-1", CallResult.pending());
    }

    /** An error that is seen when the subject has to be silent. */
    private static EvidenceBuilder silencedError() {
        return evidence()
                .call(FailPoint.WRITE_FILE, "op-1", CallResult.pending())
                .step("stop", "null")
                .looked("op-1", NtStatus.PIPE_BROKEN, 0);
    }

    /** What the kernel answers, and then a fault with 109. */
    private static EvidenceBuilder deniedByFault(CallResult answered) {
        return pendingWrite()
                .call(FailPoint.GET_OVERLAPPED_RESULT, "op-1", answered)
                .answeredByFault("op-1", BROKEN, UnaryOperator.identity());
    }

    static List<Twin> all() {
        List<Twin> all = new ArrayList<>();
        all.add(new Twin(
                "a write after an error",
                Oracles.ERROR_ORDER,
                failedWrite().call(FailPoint.WRITE_FILE, "op-2", CallResult.pending()),
                1));
        all.add(new Twin(
                "credit for a failed block", Oracles.ERROR_ORDER, failedWrite().written(3), 1));
        all.add(new Twin(
                "credit for a block of which a call that was on its way says that it failed",
                Oracles.ERROR_ORDER,
                pendingWrite()
                        .askedMeanwhile(
                                "op-1",
                                BROKEN,
                                rest -> rest.call(FailPoint.GET_OVERLAPPED_RESULT, "op-1", CallResult.success(3)))
                        .written(3),
                0));
        all.add(new Twin(
                "credit for a block of which a later call says that it failed",
                Oracles.ERROR_ORDER,
                pendingWrite()
                        .call(FailPoint.GET_OVERLAPPED_RESULT, "op-1", CallResult.success(3))
                        .call(FailPoint.GET_OVERLAPPED_RESULT, "op-1", BROKEN)
                        .written(3),
                1));
        all.add(new Twin(
                "credit for a block of which a call that was on its way gives the count from before its end",
                Oracles.ERROR_ORDER,
                pendingWrite()
                        .askedMeanwhile(
                                "op-1",
                                CallResult.success(0),
                                rest -> rest.call(FailPoint.GET_OVERLAPPED_RESULT, "op-1", CallResult.success(3)))
                        .written(3)
                        .call(FailPoint.WRITE_FILE, "op-2", CallResult.failure(109)),
                0));
        all.add(new Twin(
                "credit by the status block, beside a call that gives the count from before the end",
                Oracles.ERROR_ORDER,
                pendingWrite()
                        .askedMeanwhile("op-1", CallResult.success(0), rest -> rest.looked("op-1", NtStatus.SUCCESS, 3))
                        .written(3)
                        .call(FailPoint.WRITE_FILE, "op-2", CallResult.failure(109)),
                0));
        all.add(new Twin(
                "credit by the status block, after a call that gave the count from before the end",
                Oracles.ERROR_ORDER,
                pendingWrite()
                        .call(FailPoint.GET_OVERLAPPED_RESULT, "op-1", CallResult.success(0))
                        .looked("op-1", NtStatus.SUCCESS, 3)
                        .written(3)
                        .call(FailPoint.WRITE_FILE, "op-2", CallResult.failure(109)),
                0));
        all.add(new Twin(
                "credit by the status block, after an error was answered",
                Oracles.ERROR_ORDER,
                pendingWrite()
                        .call(FailPoint.GET_OVERLAPPED_RESULT, "op-1", BROKEN)
                        .looked("op-1", NtStatus.SUCCESS, 3)
                        .written(3),
                1));
        all.add(new Twin(
                "credit by the status block, which a later call contradicts",
                Oracles.ERROR_ORDER,
                pendingWrite()
                        .looked("op-1", NtStatus.SUCCESS, 3)
                        .call(FailPoint.GET_OVERLAPPED_RESULT, "op-1", BROKEN)
                        .written(3),
                0));
        all.add(new Twin(
                "credit by an answer that a later call contradicts, and that nobody has checked",
                Oracles.ERROR_ORDER,
                pendingWrite()
                        .call(FailPoint.GET_OVERLAPPED_RESULT, "op-1", CallResult.success(3))
                        .call(FailPoint.GET_OVERLAPPED_RESULT, "op-1", BROKEN)
                        .written(3),
                1));
        all.add(new Twin(
                "credit by a count that a later call takes back",
                Oracles.ERROR_ORDER,
                pendingWrite()
                        .call(FailPoint.GET_OVERLAPPED_RESULT, "op-1", CallResult.success(3))
                        .call(FailPoint.GET_OVERLAPPED_RESULT, "op-1", CallResult.success(0))
                        .written(3)
                        .call(FailPoint.WRITE_FILE, "op-2", CallResult.failure(109)),
                1));
        all.add(new Twin("an error that ends the work", Oracles.ERROR_ORDER, failedWrite(), 0));
        all.add(new Twin("two writes in flight that fail, one after the other", Oracles.ERROR_ORDER, twoFail(), 0));
        all.add(new Twin(
                "a write after the second of two errors",
                Oracles.ERROR_ORDER,
                twoFail().call(FailPoint.WRITE_FILE, "op-3", CallResult.pending()),
                1));
        all.add(new Twin(
                "credit for the second of two writes that failed",
                Oracles.ERROR_ORDER,
                twoFail().written(3),
                1));
        all.add(new Twin(
                "a write after an answer that is none",
                Oracles.ERROR_ORDER,
                evidence()
                        .call(FailPoint.WRITE_FILE, "op-1", CallResult.pending())
                        .call(FailPoint.GET_OVERLAPPED_RESULT, "op-1", INCOMPLETE)
                        .call(FailPoint.WRITE_FILE, "op-2", CallResult.pending()),
                0));
        all.add(new Twin(
                "bytes that the status block has shown before the error, and that nobody hears of",
                Oracles.ERROR_TIMELINESS,
                pendingWrite()
                        .call(FailPoint.WRITE_FILE, "op-2", CallResult.pending())
                        .looked("op-2", NtStatus.SUCCESS, 3)
                        .call(FailPoint.GET_OVERLAPPED_RESULT, "op-1", BROKEN)
                        .told(Kind.FAILED, 109),
                1));
        all.add(new Twin(
                "bytes that the status block shows only after the error",
                Oracles.ERROR_TIMELINESS,
                pendingWrite()
                        .call(FailPoint.WRITE_FILE, "op-2", CallResult.pending())
                        .call(FailPoint.GET_OVERLAPPED_RESULT, "op-1", BROKEN)
                        .looked("op-2", NtStatus.SUCCESS, 3)
                        .told(Kind.FAILED, 109),
                0));
        all.add(new Twin(
                "bytes that the status block shows while a call is on its way that says they have failed",
                Oracles.ERROR_TIMELINESS,
                pendingWrite()
                        .askedMeanwhile("op-1", BROKEN, rest -> rest.looked("op-1", NtStatus.SUCCESS, 3))
                        .told(Kind.FAILED, 109),
                0));
        all.add(new Twin(
                "bytes that an answer gives while a call is on its way that says they have failed",
                Oracles.ERROR_TIMELINESS,
                pendingWrite()
                        .askedMeanwhile(
                                "op-1",
                                BROKEN,
                                rest -> rest.call(FailPoint.GET_OVERLAPPED_RESULT, "op-1", CallResult.success(3)))
                        .told(Kind.FAILED, 109),
                1));
        all.add(new Twin("an error that nobody hears of", Oracles.ERROR_TIMELINESS, failedWrite(), 1));
        all.add(new Twin(
                "an error that is told", Oracles.ERROR_TIMELINESS, failedWrite().told(Kind.FAILED, 109), 0));
        all.add(new Twin(
                "an error that is thrown",
                Oracles.ERROR_TIMELINESS,
                failedWrite().threw("write", "failed with 109"),
                0));
        all.add(new Twin(
                "an error told twice",
                Oracles.ERROR_TIMELINESS,
                failedWrite().told(Kind.FAILED, 109).told(Kind.FAILED, 109),
                1));
        all.add(new Twin(
                "an invented error", Oracles.ERROR_TIMELINESS, evidence().told(Kind.FAILED, 5), 1));
        all.add(new Twin(
                "an error told with another code",
                Oracles.ERROR_TIMELINESS,
                failedWrite()
                        .call(FailPoint.CANCEL_IO_EX, "op-1", CallResult.failure(5))
                        .told(Kind.FAILED, 5),
                1));
        all.add(new Twin(
                "a code that was no error",
                Oracles.ERROR_TIMELINESS,
                evidence()
                        .call(FailPoint.WRITE_FILE, "op-1", CallResult.pending())
                        .told(Kind.FAILED, 997),
                1));
        all.add(new Twin(
                "an error after one that was thrown",
                Oracles.ERROR_TIMELINESS,
                failedWrite()
                        .threw("write", "failed with 109")
                        .call(FailPoint.WRITE_FILE, "op-2", CallResult.failure(Win32Error.ERROR_NO_DATA)),
                1));
        all.add(new Twin(
                "two errors that are thrown, each in its turn",
                Oracles.ERROR_TIMELINESS,
                failedWrite()
                        .threw("write", "failed with 109")
                        .call(FailPoint.WRITE_FILE, "op-2", CallResult.failure(Win32Error.ERROR_NO_DATA))
                        .threw("write", "failed with 232"),
                0));
        all.add(new Twin(
                "an error that is thrown before it is answered",
                Oracles.ERROR_TIMELINESS,
                evidence()
                        .threw("write", "failed with 109")
                        .call(FailPoint.WRITE_FILE, "op-1", CallResult.pending())
                        .call(FailPoint.GET_OVERLAPPED_RESULT, "op-1", BROKEN),
                1));
        all.add(new Twin(
                "an error after a silence, when one in the silence could not be told",
                Oracles.ERROR_TIMELINESS,
                silencedError()
                        .step("write", "true")
                        .call(FailPoint.WRITE_FILE, "op-2", CallResult.failure(Win32Error.ERROR_NO_DATA)),
                1));
        all.add(new Twin(
                "the same, and it is told",
                Oracles.ERROR_TIMELINESS,
                silencedError()
                        .step("write", "true")
                        .call(FailPoint.WRITE_FILE, "op-2", CallResult.failure(Win32Error.ERROR_NO_DATA))
                        .told(Kind.FAILED, 232),
                0));
        all.add(new Twin(
                "two answers about one write that nobody hears of",
                Oracles.ERROR_TIMELINESS,
                failedWrite().call(FailPoint.GET_OVERLAPPED_RESULT, "op-1", BROKEN),
                1));
        all.add(new Twin(
                "one error told, and another that comes to light afterwards",
                Oracles.ERROR_TIMELINESS,
                failedWrite()
                        .told(Kind.FAILED, 109)
                        .call(FailPoint.GET_OVERLAPPED_RESULT, "op-1", CallResult.failure(233, 0)),
                0));
        all.add(new Twin(
                "a failure of another call before an error, with earned bytes after it",
                Oracles.ERROR_TIMELINESS,
                evidence()
                        .call(FailPoint.WRITE_FILE, "op-1", CallResult.success(3))
                        .call(FailPoint.SET_EVENT, "event-1", CallResult.failure(6))
                        .told(Kind.FAILED, 6)
                        .call(FailPoint.WRITE_FILE, "op-2", BROKEN)
                        .written(3),
                1));
        all.add(new Twin(
                "the same with the earned bytes before it",
                Oracles.ERROR_TIMELINESS,
                evidence()
                        .call(FailPoint.WRITE_FILE, "op-1", CallResult.success(3))
                        .call(FailPoint.SET_EVENT, "event-1", CallResult.failure(6))
                        .written(3)
                        .told(Kind.FAILED, 6)
                        .call(FailPoint.WRITE_FILE, "op-2", BROKEN),
                0));
        all.add(new Twin(
                "a failed disconnect that was warned of before it was made",
                Oracles.ERROR_TIMELINESS,
                evidence()
                        .told(Kind.WARNING, 233)
                        .onHandle(FailPoint.DISCONNECT_NAMED_PIPE, Evidence.PIPE, CallResult.failure(233)),
                1));
        all.add(new Twin(
                "a second failed disconnect that nobody hears of",
                Oracles.ERROR_TIMELINESS,
                evidence()
                        .onHandle(FailPoint.DISCONNECT_NAMED_PIPE, Evidence.PIPE, CallResult.failure(233))
                        .told(Kind.WARNING, 233)
                        .onHandle(FailPoint.DISCONNECT_NAMED_PIPE, Evidence.PIPE, CallResult.failure(233)),
                1));
        all.add(new Twin(
                "a write that answers 996, which no write does while it is pending",
                Oracles.ERROR_TIMELINESS,
                evidence().call(FailPoint.WRITE_FILE, "op-1", INCOMPLETE),
                1));
        all.add(new Twin(
                "996 of a write that is told",
                Oracles.ERROR_TIMELINESS,
                evidence()
                        .call(FailPoint.WRITE_FILE, "op-1", INCOMPLETE)
                        .told(Kind.FAILED, Win32Error.ERROR_IO_INCOMPLETE),
                0));
        all.add(new Twin(
                "a question that answers 997, which no question does",
                Oracles.ERROR_TIMELINESS,
                evidence()
                        .call(FailPoint.WRITE_FILE, "op-1", CallResult.pending())
                        .call(FailPoint.GET_OVERLAPPED_RESULT, "op-1", CallResult.pending()),
                1));
        all.add(new Twin(
                "997 of a write, and 996 of a question",
                Oracles.ERROR_TIMELINESS,
                evidence()
                        .call(FailPoint.WRITE_FILE, "op-1", CallResult.pending())
                        .call(FailPoint.GET_OVERLAPPED_RESULT, "op-1", INCOMPLETE),
                0));
        all.add(new Twin(
                "bytes from the kernel, and a failure by a fault that denies them",
                Oracles.ERROR_ORDER,
                deniedByFault(CallResult.success(3)).written(3).told(Kind.FAILED, 109),
                0));
        all.add(new Twin(
                "bytes from the kernel alone, although a fault denies them",
                Oracles.ERROR_TIMELINESS,
                deniedByFault(CallResult.success(3)).written(3),
                0));
        all.add(new Twin(
                "a success without a byte, which may be stale, and then an error by a fault that nobody hears of",
                Oracles.ERROR_TIMELINESS,
                deniedByFault(CallResult.success(0)),
                1));
        all.add(new Twin(
                "bytes seen in a status block that an answer takes back before the failure is told",
                Oracles.ERROR_TIMELINESS,
                evidence()
                        .call(FailPoint.WRITE_FILE, "op-1", CallResult.pending())
                        .call(FailPoint.WRITE_FILE, "op-2", CallResult.pending())
                        .looked("op-2", NtStatus.SUCCESS, 3)
                        .call(FailPoint.GET_OVERLAPPED_RESULT, "op-1", BROKEN)
                        .call(FailPoint.GET_OVERLAPPED_RESULT, "op-2", BROKEN)
                        .told(Kind.FAILED, 109),
                0));
        all.add(new Twin(
                "a code from the status block",
                Oracles.ERROR_TIMELINESS,
                evidence()
                        .call(FailPoint.WRITE_FILE, "op-1", CallResult.pending())
                        .looked("op-1", NtStatus.PIPE_BROKEN, 0)
                        .told(Kind.FAILED, 109),
                0));
        all.add(new Twin(
                "an error in the status block that nobody hears of",
                Oracles.ERROR_TIMELINESS,
                evidence()
                        .call(FailPoint.WRITE_FILE, "op-1", CallResult.pending())
                        .looked("op-1", NtStatus.PIPE_BROKEN, 0),
                1));
        all.add(new Twin(
                "a code of its own after a write without a byte",
                Oracles.ERROR_TIMELINESS,
                evidence()
                        .call(FailPoint.WRITE_FILE, "op-1", CallResult.success(0))
                        .told(Kind.FAILED, 121),
                0));
        all.add(new Twin(
                "a code of its own after a write with bytes",
                Oracles.ERROR_TIMELINESS,
                evidence()
                        .call(FailPoint.WRITE_FILE, "op-1", CallResult.success(3))
                        .told(Kind.FAILED, 121),
                1));
        all.add(new Twin(
                "an error that comes to light after close",
                Oracles.ERROR_TIMELINESS,
                evidence()
                        .call(FailPoint.WRITE_FILE, "op-1", CallResult.pending())
                        .closeReturns()
                        .looked("op-1", NtStatus.PIPE_BROKEN, 0),
                0));
        all.add(new Twin(
                "a failed disconnect that nobody hears of",
                Oracles.ERROR_TIMELINESS,
                evidence().onHandle(FailPoint.DISCONNECT_NAMED_PIPE, Evidence.PIPE, CallResult.failure(233)),
                1));
        all.add(new Twin(
                "a failed disconnect that is warned of",
                Oracles.ERROR_TIMELINESS,
                evidence()
                        .onHandle(FailPoint.DISCONNECT_NAMED_PIPE, Evidence.PIPE, CallResult.failure(233))
                        .told(Kind.WARNING, 233),
                0));
        all.add(new Twin(
                "earned bytes after the failure",
                Oracles.ERROR_TIMELINESS,
                evidence()
                        .call(FailPoint.WRITE_FILE, "op-1", CallResult.success(3))
                        .call(FailPoint.WRITE_FILE, "op-2", BROKEN)
                        .told(Kind.FAILED, 109)
                        .written(3),
                1));
        all.add(new Twin(
                "a NULL event that nobody hears of",
                Oracles.ERROR_TIMELINESS,
                evidence().call(FailPoint.CREATE_EVENT, "", CallResult.failure(1450, Handle.NULL)),
                1));
        all.add(new Twin(
                "a NULL event that is refused",
                Oracles.ERROR_TIMELINESS,
                evidence()
                        .call(FailPoint.CREATE_EVENT, "", CallResult.failure(1450, Handle.NULL))
                        .threw("open", "CreateEvent failed with 1450"),
                0));
        all.add(new Twin("a stop that trips", Oracles.EXCEPTIONS, evidence().threw("stop", "NullPointerException"), 1));
        all.add(new Twin(
                "a stop that names the error of a call",
                Oracles.EXCEPTIONS,
                evidence()
                        .onHandle(FailPoint.CLOSE_HANDLE, Evidence.PIPE, CallResult.failure(6))
                        .threw("stop", "CloseHandle failed with 6"),
                0));
        all.add(new Twin(
                "a wait that names a number which no call has answered",
                Oracles.EXCEPTIONS,
                evidence().threw("waitForWrite", "failed with 6"),
                1));
        all.add(new Twin(
                "a write that names what the status block says",
                Oracles.EXCEPTIONS,
                evidence()
                        .call(FailPoint.WRITE_FILE, "op-1", CallResult.pending())
                        .looked("op-1", NtStatus.PIPE_BROKEN, 0)
                        .threw("write", "failed with 109"),
                0));
        all.add(new Twin(
                "a write that is refused after stop",
                Oracles.EXCEPTIONS,
                evidence().step("stop", "null").threw("write", "IllegalStateException: it was stopped"),
                0));
        all.add(new Twin(
                "a write that is refused for nothing",
                Oracles.EXCEPTIONS,
                evidence().threw("write", "IllegalStateException: not now"),
                1));
        all.add(new Twin(
                "a write that is refused before the subject is closed",
                Oracles.EXCEPTIONS,
                evidence()
                        .threw("write", "IllegalStateException: not now")
                        .closeReturns()
                        .told(Kind.CLOSED, 0),
                1));
        all.add(new Twin(
                "a write that is refused for a failure that is told later",
                Oracles.EXCEPTIONS,
                failedWrite()
                        .threw("write", "IllegalStateException: it has failed")
                        .told(Kind.FAILED, 109),
                0));
        return all;
    }
}
