package pipefault.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import pipefault.platform.Win32Error;
import pipefault.trace.CallRecord;

/**
 * Where the subject itself has asked for its writes to end: by a cancel, by a disconnect, by closing the pipe.
 *
 * <p>An error that only confirms what was asked for need not be told to anybody.
 */
final class OwnEndings {

    private static final Set<String> CANCELLING = Set.of("CancelIo", "CancelIoEx");

    private static final Set<Integer> OF_DISCONNECT =
            Set.of(Win32Error.ERROR_PIPE_NOT_CONNECTED, Win32Error.ERROR_BROKEN_PIPE);

    /**
     * One such call.
     *
     * @param entered where in the trace it was entered
     * @param returned where it returned; the largest number if it did not
     * @param refused whether it came back with an error, so that nothing ends for its sake
     * @param takesPipe whether it takes the connection away, and not only what is pending
     */
    private record Ending(int entered, int returned, boolean refused, boolean takesPipe) {}

    private final List<Ending> endings = new ArrayList<>();

    OwnEndings(List<CallRecord> records) {
        for (int index = 0; index < records.size(); index++) {
            CallRecord each = records.get(index);
            if (each.kind() != CallRecord.Kind.CALL) {
                continue;
            }
            boolean takesPipe = takesPipe(each);
            if (takesPipe || CANCELLING.contains(each.point())) {
                CallRecord returned = returned(records, index, each.call());
                endings.add(new Ending(
                        each.sequence(),
                        returned == null ? Integer.MAX_VALUE : returned.sequence(),
                        returned != null && returned.text().startsWith("fail"),
                        takesPipe));
            }
        }
    }

    private static @Nullable CallRecord returned(List<CallRecord> records, int from, int call) {
        for (int index = from; index < records.size(); index++) {
            CallRecord each = records.get(index);
            if (each.kind() == CallRecord.Kind.RETURN && each.call() == call) {
                return each;
            }
        }
        return null;
    }

    private static boolean takesPipe(CallRecord each) {
        return each.text().equals(Evidence.PIPE)
                && (each.point().equals("DisconnectNamedPipe") || each.point().equals("CloseHandle"));
    }

    /**
     * Tells whether the subject asked for the end of a write while it was under way.
     *
     * @param began where in the trace the write was entered
     * @param known where its outcome became known; the largest number if it never did
     */
    boolean cutShort(int began, int known) {
        return endings.stream().anyMatch(each -> each.entered() < known && began < each.returned());
    }

    /**
     * Tells whether an error only confirms what was asked for: 995 after a cancel of a write that was under way, and 995,
     * 109 or 233 after the pipe was taken away.
     *
     * @param began where in the trace the write was entered
     * @param answered where the error stands
     */
    boolean explain(int error, int began, int answered) {
        return endings.stream().anyMatch(each -> explains(each, error, began, answered));
    }

    /**
     * Tells whether an error can be nothing but what was asked for: as {@link #explain}, by a call that was not refused. After
     * a cancel that found nothing, 995 may be taken for the answer to it or for the deed of somebody else.
     */
    boolean confirm(int error, int began, int answered) {
        return endings.stream().anyMatch(each -> !each.refused() && explains(each, error, began, answered));
    }

    private static boolean explains(Ending ending, int error, int began, int answered) {
        boolean cancelled = error == Win32Error.ERROR_OPERATION_ABORTED;
        boolean disconnected = cancelled || OF_DISCONNECT.contains(error);
        return ending.entered() < answered
                && (ending.takesPipe() ? disconnected : cancelled && began < ending.returned());
    }
}
