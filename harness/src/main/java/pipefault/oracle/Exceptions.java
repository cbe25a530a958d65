package pipefault.oracle;

import java.util.List;
import pipefault.inject.Answer;
import pipefault.oracle.ListenerEvent.Kind;

/**
 * A method throws only to say clearly why it cannot do its work.
 *
 * <p>Clear is an exception that names, in its message or in that of a cause, an error code that a call has answered. A
 * write may be refused with any exception once the subject was stopped, or where it says that it has failed or is closed.
 * Anything else is an accident, and leaves the owner with a subject of which it knows nothing.
 */
final class Exceptions implements Oracle {

    @Override
    public String name() {
        return "exceptions";
    }

    @Override
    public List<Finding> judge(Evidence evidence) {
        return evidence.steps().stream()
                .filter(step ->
                        step.thrown() != null && !namesAnError(evidence, step) && !isRefusedWrite(evidence, step))
                .map(step -> new Finding(
                        name(),
                        Verdict.MISREPORTED,
                        step.name() + " threw " + step.thrown()
                                + ", which names no error that a call had answered before"))
                .toList();
    }

    private static boolean namesAnError(Evidence evidence, StepOutcome step) {
        boolean byCall = evidence.answers().stream()
                .filter(answer -> answer.sequence() < step.ended())
                .filter(Exceptions::isError)
                .anyMatch(answer -> step.namesInItsThrow(answer.result().lastError()));
        return byCall
                || DataEvents.of(evidence).all().stream()
                        .anyMatch(each -> !each.isSuccess()
                                && each.sequence() < step.ended()
                                && step.namesInItsThrow(each.error()));
    }

    private static boolean isError(Answer answer) {
        return !answer.result().ok() && !DataEvents.isUndecided(answer);
    }

    private static boolean isRefusedWrite(Evidence evidence, StepOutcome step) {
        if (!step.name().equals("write")) {
            return false;
        }
        boolean stopped = evidence.steps().stream().anyMatch(each -> each.isEnding() && each.began() < step.ended());
        boolean said = evidence.listener().stream()
                // A failure may be known, and told only when its turn comes.
                .anyMatch(event -> event.kind() == Kind.FAILED
                        || (event.kind() == Kind.CLOSED && event.sequence() < step.ended()));
        return stopped || said;
    }
}
