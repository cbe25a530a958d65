package pipefault.oracle;

import static pipefault.oracle.EvidenceBuilder.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import pipefault.fault.FailPoint;
import pipefault.oracle.ListenerEvent.Kind;
import pipefault.platform.CallResult;
import pipefault.platform.NtStatus;
import pipefault.platform.Win32Error;

/** Twins about errors that a subject may have asked for itself: by a cancel, or by taking the pipe away. */
final class OwnEndingTwins {

    private static final CallResult BROKEN = CallResult.failure(Win32Error.ERROR_BROKEN_PIPE, 0);
    private static final CallResult ABORTED = CallResult.failure(Win32Error.ERROR_OPERATION_ABORTED, 0);

    private OwnEndingTwins() {}

    static List<Twin> all() {
        List<Twin> all = new ArrayList<>();
        all.add(new Twin(
                "109 after the own cancel",
                Oracles.ERROR_TIMELINESS,
                evidence()
                        .call(FailPoint.CANCEL_IO_EX, "op-1", CallResult.success())
                        .call(FailPoint.GET_OVERLAPPED_RESULT, "op-1", BROKEN),
                1));
        all.add(new Twin(
                "109 after the own close of another handle",
                Oracles.ERROR_TIMELINESS,
                evidence()
                        .onHandle(FailPoint.CLOSE_HANDLE, "event-1", CallResult.success())
                        .call(FailPoint.GET_OVERLAPPED_RESULT, "op-1", BROKEN),
                1));
        all.add(new Twin(
                "109 after the own close",
                Oracles.ERROR_TIMELINESS,
                evidence()
                        .onHandle(FailPoint.CLOSE_HANDLE, Evidence.PIPE, CallResult.success())
                        .call(FailPoint.GET_OVERLAPPED_RESULT, "op-1", BROKEN),
                0));
        all.add(new Twin(
                "995 after the own cancel",
                Oracles.ERROR_TIMELINESS,
                evidence()
                        .call(FailPoint.CANCEL_IO_EX, "op-1", CallResult.success())
                        .call(FailPoint.GET_OVERLAPPED_RESULT, "op-1", ABORTED),
                0));
        all.add(new Twin(
                "995 after the own cancel, told as a failure",
                Oracles.ERROR_TIMELINESS,
                evidence()
                        .call(FailPoint.CANCEL_IO_EX, "op-1", CallResult.success())
                        .call(FailPoint.GET_OVERLAPPED_RESULT, "op-1", ABORTED)
                        .told(Kind.FAILED, 995),
                1));
        all.add(new Twin(
                "995 after a cancel that found nothing, told as a failure",
                Oracles.ERROR_TIMELINESS,
                evidence()
                        .call(FailPoint.CANCEL_IO_EX, "op-1", CallResult.failure(Win32Error.ERROR_NOT_FOUND, 0))
                        .call(FailPoint.GET_OVERLAPPED_RESULT, "op-1", ABORTED)
                        .told(Kind.FAILED, 995),
                0));
        all.add(new Twin(
                "995 after a cancel that found nothing, kept back",
                Oracles.ERROR_TIMELINESS,
                evidence()
                        .call(FailPoint.CANCEL_IO_EX, "op-1", CallResult.failure(Win32Error.ERROR_NOT_FOUND, 0))
                        .call(FailPoint.GET_OVERLAPPED_RESULT, "op-1", ABORTED),
                0));
        all.add(new Twin(
                "995 after a cancel of what was seen to be over, told as a failure",
                Oracles.ERROR_TIMELINESS,
                evidence()
                        .call(FailPoint.WRITE_FILE, "op-1", CallResult.pending())
                        .looked("op-1", NtStatus.SUCCESS, 3)
                        .call(FailPoint.CANCEL_IO_EX, "op-1", CallResult.success())
                        .call(FailPoint.GET_OVERLAPPED_RESULT, "op-1", ABORTED)
                        .told(Kind.FAILED, 995),
                0));
        all.add(new Twin(
                "995 from a fault to a question from before the own cancel, told as a failure",
                Oracles.ERROR_TIMELINESS,
                evidence()
                        .call(FailPoint.WRITE_FILE, "op-1", CallResult.pending())
                        .answeredByFault(
                                "op-1",
                                ABORTED,
                                meanwhile -> meanwhile.call(FailPoint.CANCEL_IO_EX, "op-1", CallResult.success()))
                        .told(Kind.FAILED, 995),
                0));
        all.add(new Twin(
                "995 from a fault just before the own cancel, kept back",
                Oracles.ERROR_TIMELINESS,
                evidence()
                        .call(FailPoint.WRITE_FILE, "op-1", CallResult.pending())
                        .closes(within -> within.answeredByFault("op-1", ABORTED, UnaryOperator.identity())
                                .call(FailPoint.CANCEL_IO_EX, "op-1", CallResult.success())),
                0));
        all.add(new Twin(
                "109 from a fault just before the own cancel, kept back",
                Oracles.ERROR_TIMELINESS,
                evidence()
                        .call(FailPoint.WRITE_FILE, "op-1", CallResult.pending())
                        .closes(within -> within.answeredByFault("op-1", BROKEN, UnaryOperator.identity())
                                .call(FailPoint.CANCEL_IO_EX, "op-1", CallResult.success())),
                1));
        all.add(new Twin(
                "995 from the kernel to a question from before the own cancel, told as a failure",
                Oracles.ERROR_TIMELINESS,
                evidence()
                        .call(FailPoint.WRITE_FILE, "op-1", CallResult.pending())
                        .askedMeanwhile(
                                "op-1",
                                ABORTED,
                                meanwhile -> meanwhile.call(FailPoint.CANCEL_IO_EX, "op-1", CallResult.success()))
                        .told(Kind.FAILED, 995),
                1));
        all.add(new Twin(
                "995 of a write that began after the own cancel",
                Oracles.ERROR_TIMELINESS,
                evidence()
                        .call(FailPoint.CANCEL_IO_EX, "op-1", CallResult.success())
                        .call(FailPoint.WRITE_FILE, "op-2", CallResult.pending())
                        .call(FailPoint.GET_OVERLAPPED_RESULT, "op-2", ABORTED),
                1));
        all.add(new Twin(
                "995 out of the blue",
                Oracles.ERROR_TIMELINESS,
                evidence().call(FailPoint.GET_OVERLAPPED_RESULT, "op-1", ABORTED),
                1));
        return all;
    }
}
