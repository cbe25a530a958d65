package pipefault.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pipefault.fault.FailPoint;
import pipefault.fault.Outcome;
import pipefault.fault.OutcomeCatalog;
import pipefault.inject.Answer;
import pipefault.oracle.DataEvents.DataEvent;
import pipefault.oracle.ListenerEvent.Kind;
import pipefault.platform.NtStatus;
import pipefault.platform.Win32Error;

/**
 * Each error that must surface does so once, with its code, after all earned bytes; none is invented.
 *
 * <p>An error of the data path ends the subject's work: only a failure or an exception tells of it. Any other error may
 * be told by a warning. What comes to light when the subject already has to be silent cannot be told any more.
 */
final class ErrorTimeliness implements Oracle {

    @Override
    public String name() {
        return "error timeliness";
    }

    @Override
    public List<Finding> judge(Evidence evidence) {
        List<Finding> findings = new ArrayList<>();
        DataEvents data = DataEvents.of(evidence);
        DataEvent error = data.firstError();
        List<ListenerEvent> failures = evidence.listener().stream()
                .filter(event -> event.kind() == Kind.FAILED)
                .toList();
        Silence silence = new Silence(evidence.steps());
        if (error != null && !silence.holdsAt(error.sequence())) {
            judgeTold(evidence, data, error, failures, findings);
        }
        judgeOtherErrors(evidence, silence, findings);
        if (failures.size() > 1) {
            findings.add(finding("the owner was told of a failure " + failures.size() + " times"));
        }
        judgeInvented(evidence, data, failures, findings);
        return findings;
    }

    private void judgeTold(
            Evidence evidence, DataEvents data, DataEvent error, List<ListenerEvent> failures, List<Finding> findings) {
        if (failures.isEmpty()) {
            if (!isThrown(evidence, error.error())) {
                findings.add(finding(error.text() + ", and the owner was never told"));
            }
            return;
        }
        ListenerEvent first = failures.get(0);
        if (first.sequence() < error.sequence()) {
            return;
        }
        boolean withItsCode = data.errors().stream().anyMatch(each -> each.error() == first.value());
        if (!withItsCode) {
            findings.add(
                    finding(error.text() + ", but the owner was told of " + Win32Error.describe((int) first.value())));
        }
        long earned = data.earned(error.sequence());
        long reported = ListenerEvent.written(evidence.listener(), first.sequence());
        if (reported < earned) {
            findings.add(finding(error.text() + "; " + earned + " bytes had been earned before, but only " + reported
                    + " were reported before the failure"));
        }
    }

    /** Errors beside the data path, as far as the catalogue says that a writer must report them. */
    private void judgeOtherErrors(Evidence evidence, Silence silence, List<Finding> findings) {
        for (Answer answer : evidence.answers()) {
            int code = answer.result().lastError();
            boolean due = !DataEvents.POINTS.contains(answer.point())
                    && !answer.result().ok()
                    && mustSurface(answer.point(), code)
                    && !silence.holdsAt(answer.sequence());
            if (due && !isThrown(evidence, code) && !isTold(evidence, code)) {
                findings.add(finding(answer.point() + " (call " + answer.call() + ") answered "
                        + Win32Error.describe(code) + ", and the owner was never told"));
            }
        }
    }

    private static boolean mustSurface(FailPoint point, int code) {
        Optional<Outcome> outcome = OutcomeCatalog.failure(point, code);
        return outcome.isPresent() && outcome.get().obligation() == Outcome.Obligation.SURFACE;
    }

    private void judgeInvented(
            Evidence evidence, DataEvents data, List<ListenerEvent> failures, List<Finding> findings) {
        for (ListenerEvent failure : failures) {
            int code = (int) failure.value();
            if (!isAnswered(evidence, code, failure.sequence()) && !hasNoCode(data, failure.sequence())) {
                findings.add(finding("the owner was told of " + Win32Error.describe(code)
                        + ", which no call had answered as an error"));
            }
        }
    }

    /** Whether the code is one that the subject had got by then, from a call or from the status block of an operation. */
    private static boolean isAnswered(Evidence evidence, int code, int until) {
        boolean byCall = evidence.answers().stream()
                .anyMatch(answer -> answer.sequence() < until
                        && !answer.result().ok()
                        && !DataEvents.isUndecided(answer)
                        && answer.result().lastError() == code);
        return byCall
                || evidence.completions().stream()
                        .anyMatch(seen -> seen.sequence() < until
                                && code != Win32Error.ERROR_SUCCESS
                                && NtStatus.toWin32Error(seen.status()) == code);
    }

    /** Whether a write has succeeded without a byte: Windows has no code for that, so a subject has to choose one. */
    private static boolean hasNoCode(DataEvents data, int until) {
        return data.all().stream().anyMatch(each -> each.sequence() < until && each.isSuccess() && each.bytes() == 0);
    }

    private static boolean isTold(Evidence evidence, int code) {
        return evidence.listener().stream()
                .anyMatch(event ->
                        event.value() == code && (event.kind() == Kind.FAILED || event.kind() == Kind.WARNING));
    }

    private static boolean isThrown(Evidence evidence, int code) {
        return evidence.steps().stream().anyMatch(step -> step.namesInItsThrow(code));
    }

    private Finding finding(String text) {
        return new Finding(name(), Verdict.MISREPORTED, text);
    }
}
