package pipefault.oracle;

import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import pipefault.inject.Answer;
import pipefault.inject.Completion;
import pipefault.inject.Observation;
import pipefault.trace.Trace;

/**
 * Everything that a finished run left for the oracles.
 *
 * @param trace what passed the platform, up to the end of the driven subject
 * @param observations what was seen to be wrong at the platform
 * @param answers every answer that the driven subject has seen
 * @param completions the ends of operations that the driven subject has read out of the status block by itself
 * @param listener what the subject told its owner
 * @param steps the calls of the subject's methods, in the order in which they began
 * @param offers the data of each write that the subject has not plainly refused, in order
 * @param received the bytes that the peer got, in order
 * @param dataDropped whether unread data was thrown away, by a DisconnectNamedPipe or by a peer that left, so that less was received
 *     than was written
 * @param overdue what did not come within its bound, in words
 * @param openHandles names of what the subject should have closed
 * @param unreleased names of operations whose memory never came back
 * @param strayExceptions what was thrown where nobody could catch it
 * @param recovery null if the recovery phase succeeded or was not reached; else what went wrong in it
 */
public record Evidence(
        Trace trace,
        List<Observation> observations,
        List<Answer> answers,
        List<Completion> completions,
        List<ListenerEvent> listener,
        List<StepOutcome> steps,
        List<Offer> offers,
        ByteBuffer received,
        boolean dataDropped,
        List<String> overdue,
        List<String> openHandles,
        List<String> unreleased,
        List<String> strayExceptions,
        @Nullable String recovery) {

    /** The name of the thread that runs the event loop. */
    public static final String OWNER = "owner";

    /** The name that the handle of the driven subject's pipe has in traces. */
    public static final String PIPE = "pipe";

    /** Returns the same with what came of the recovery phase. */
    public Evidence withRecovery(@Nullable String outcome) {
        return new Evidence(
                trace,
                observations,
                answers,
                completions,
                listener,
                steps,
                offers,
                received,
                dataDropped,
                overdue,
                openHandles,
                unreleased,
                strayExceptions,
                outcome);
    }

    /** Returns how many bytes the subject has accepted for certain. */
    long acceptedBytes() {
        return offers.stream()
                .filter(Offer::accepted)
                .mapToLong(offer -> offer.data().remaining())
                .sum();
    }

    /** Returns where in the trace the subject was first asked to stop or close; the largest number if it never was. */
    int firstEnding() {
        return steps.stream()
                .filter(StepOutcome::isEnding)
                .mapToInt(StepOutcome::began)
                .min()
                .orElse(Integer.MAX_VALUE);
    }
}
