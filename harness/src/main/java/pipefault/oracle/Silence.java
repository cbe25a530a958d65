package pipefault.oracle;

import java.util.ArrayList;
import java.util.List;

/**
 * When a subject has to be silent: from the return of stop or close on, until the next write that it accepts.
 *
 * <p>A position in the trace is in the silence from the first on and before the second; a look at the status block has the
 * position of the record before it.
 */
final class Silence {

    private record Span(int after, int before) {}

    private final List<Span> spans = new ArrayList<>();

    Silence(List<StepOutcome> steps) {
        for (StepOutcome step : steps) {
            if (step.isEnding() && step.hasReturned() && step.thrown() == null && !isInside(step, steps)) {
                spans.add(new Span(step.ended(), nextWrite(steps, step.ended())));
            }
        }
    }

    /**
     * Tells whether a stop or close that the listener makes returns while another one goes on: who is inside the listener
     * must not be waited for, so that the other one has the last word.
     */
    private static boolean isInside(StepOutcome step, List<StepOutcome> steps) {
        return step.inListener()
                && steps.stream()
                        .anyMatch(other -> other.isEnding()
                                && other.began() < step.ended()
                                && (!other.hasReturned() || other.ended() > step.ended()));
    }

    private static int nextWrite(List<StepOutcome> steps, int after) {
        int first = Integer.MAX_VALUE;
        for (StepOutcome step : steps) {
            boolean taken = step.name().equals("write") && (!step.hasReturned() || "true".equals(step.returned()));
            // A write that is on its way when stop returns may be accepted, and go on, from that moment.
            if (taken && (!step.hasReturned() || step.ended() > after)) {
                first = Math.min(first, Math.max(step.began(), after));
            }
        }
        return first;
    }

    boolean holdsAt(int sequence) {
        for (Span each : spans) {
            if (sequence >= each.after() && sequence < each.before()) {
                return true;
            }
        }
        return false;
    }
}
