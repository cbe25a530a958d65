package pipefault.oracle;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import pipefault.fault.FailPoint;
import pipefault.inject.Answer;
import pipefault.platform.Win32Error;
import pipefault.trace.CallRecord;

/** The answers on the data path, told apart: what earned bytes, what must surface, what decides nothing. */
final class DataAnswers {

    private static final Set<FailPoint> POINTS =
            EnumSet.of(FailPoint.WRITE_FILE, FailPoint.GET_OVERLAPPED_RESULT, FailPoint.GET_OVERLAPPED_RESULT_EX);

    private static final Set<Integer> ENDED_BY_OWNER = Set.of(
            Win32Error.ERROR_OPERATION_ABORTED, Win32Error.ERROR_PIPE_NOT_CONNECTED, Win32Error.ERROR_BROKEN_PIPE);

    private static final Set<String> DISCONNECTING = Set.of("DisconnectNamedPipe", "CloseHandle");

    private static final Set<String> CANCELLING = Set.of("CancelIo", "CancelIoEx", "DisconnectNamedPipe");

    private DataAnswers() {}

    /** One answer on the data path. */
    record DataAnswer(Answer answer) {

        boolean isSuccess() {
            return answer.result().ok();
        }

        /** Whether the answer only says that there is none yet: pending, incomplete, a time-out, an APC. */
        boolean isUndecided() {
            return switch (answer.result().lastError()) {
                case Win32Error.ERROR_IO_PENDING,
                        Win32Error.ERROR_IO_INCOMPLETE,
                        Win32Error.WAIT_TIMEOUT,
                        Win32Error.WAIT_IO_COMPLETION -> !isSuccess();
                default -> false;
            };
        }

        int code() {
            return answer.result().lastError();
        }
    }

    /** Returns the answers on the data path in order. */
    static List<DataAnswer> of(Evidence evidence) {
        return evidence.answers().stream()
                .filter(answer -> POINTS.contains(answer.point()))
                .map(DataAnswer::new)
                .toList();
    }

    /** Returns the first answer that the owner has to be told of; null if there is none. */
    static @Nullable DataAnswer firstError(Evidence evidence) {
        return errors(evidence).stream().findFirst().orElse(null);
    }

    /** Returns the answers that the owner has to be told of; a writer that stops at the first may stay silent about others. */
    static List<DataAnswer> errors(Evidence evidence) {
        int cancelled = firstCancel(evidence);
        int disconnected = firstCall(evidence, DISCONNECTING);
        return of(evidence).stream()
                .filter(each -> !each.isSuccess() && !each.isUndecided())
                .filter(each -> !isOwnDoing(each, cancelled, disconnected))
                .toList();
    }

    /** 995 after the own cancel, and 233 or 109 after the own disconnect or close, only confirm what was asked for. */
    private static boolean isOwnDoing(DataAnswer each, int cancelled, int disconnected) {
        boolean afterDisconnect =
                disconnected > 0 && disconnected < each.answer().sequence();
        if (each.code() == Win32Error.ERROR_OPERATION_ABORTED) {
            return afterDisconnect
                    || (cancelled > 0 && cancelled < each.answer().sequence());
        }
        return afterDisconnect && ENDED_BY_OWNER.contains(each.code());
    }

    /** Returns where in the trace the subject first asked to end its operations; 0 if it never did. */
    static int firstCancel(Evidence evidence) {
        return firstCall(evidence, CANCELLING);
    }

    private static int firstCall(Evidence evidence, Set<String> points) {
        for (CallRecord call : evidence.trace().records()) {
            if (call.kind() == CallRecord.Kind.CALL && points.contains(call.point())) {
                return call.sequence();
            }
        }
        return 0;
    }

    /** Returns how many bytes the answers up to a position in the trace had earned, each operation counted once. */
    static long earned(Evidence evidence, int until) {
        long sum = 0;
        Set<String> open = new HashSet<>();
        for (DataAnswer each : of(evidence)) {
            Answer answer = each.answer();
            if (answer.sequence() > until) {
                break;
            }
            if (answer.point() == FailPoint.WRITE_FILE) {
                open.remove(answer.operation());
                if (answer.result().isPending()) {
                    open.add(answer.operation());
                }
                sum += each.isSuccess() ? answer.result().count() : 0;
            } else if (each.isSuccess() && open.remove(answer.operation())) {
                sum += answer.result().count();
            }
        }
        return sum;
    }
}
