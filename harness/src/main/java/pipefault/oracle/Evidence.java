package pipefault.oracle;

import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import pipefault.inject.Answer;
import pipefault.inject.Observation;
import pipefault.trace.Trace;

/**
 * Everything that a finished run left for the oracles.
 *
 * @param trace what passed the platform, up to the end of the driven subject
 * @param observations what was seen to be wrong at the platform
 * @param answers every answer that the driven subject has seen
 * @param listener what the subject told its owner
 * @param steps the calls of the subject's methods, in the order in which they began
 * @param accepted the bytes that the subject accepted, in order
 * @param received the bytes that the peer got, in order
 * @param dataDropped whether a DisconnectNamedPipe threw unread data away, so that accepted and received may differ at the end
 * @param overdue what did not come within its bound, in words
 * @param openHandles names of what the subject should have closed
 * @param unreleased names of operations that were neither released nor handed over
 * @param quietSince position in the trace from which on the subject had to be silent (stop or close returned); 0 if never
 * @param strayExceptions what was thrown where nobody could catch it
 * @param recovery null if the recovery phase succeeded or was not reached; else what went wrong in it
 */
public record Evidence(
        Trace trace,
        List<Observation> observations,
        List<Answer> answers,
        List<ListenerEvent> listener,
        List<StepOutcome> steps,
        ByteBuffer accepted,
        ByteBuffer received,
        boolean dataDropped,
        List<String> overdue,
        List<String> openHandles,
        List<String> unreleased,
        int quietSince,
        List<String> strayExceptions,
        @Nullable String recovery) {}
