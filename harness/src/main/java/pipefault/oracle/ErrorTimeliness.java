package pipefault.oracle;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import pipefault.fault.FailPoint;
import pipefault.fault.Outcome;
import pipefault.fault.OutcomeCatalog;
import pipefault.inject.Answer;
import pipefault.inject.Completion;
import pipefault.oracle.ListenerEvent.Kind;
import pipefault.platform.NtStatus;
import pipefault.platform.Win32Error;

/**
 * Each error that must surface does so once, with its code, after all earned bytes; none is invented.
 *
 * <p>An error of the data path ends the subject's work: only a failure tells of it, or an exception that comes after it.
 * With the first failure everything is said; an exception speaks of what has happened, and not of what follows. Any other
 * error may be told by a warning, each after it was answered. What comes to light when the subject already has to be silent
 * cannot be told any more.
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
        Silence silence = new Silence(evidence.steps());
        List<DataEvent> errors = data.errors().stream()
                .filter(error -> !silence.holdsAt(error.sequence()))
                .toList();
        List<ListenerEvent> failures = evidence.listener().stream()
                .filter(event -> event.kind() == Kind.FAILED)
                .toList();
        if (failures.isEmpty()) {
            judgeThrown(evidence, errors, findings);
        }
        judgeOtherErrors(evidence, silence, findings);
        if (failures.size() > 1) {
            findings.add(finding("the owner was told of a failure " + failures.size() + " times"));
        }
        for (ListenerEvent failure : failures) {
            judgeFailure(evidence, data, errors, failure, findings);
        }
        return findings;
    }

    /** The errors of a subject that tells of no failure: each has to be thrown, those of one write as one. */
    private void judgeThrown(Evidence evidence, List<DataEvent> errors, List<Finding> findings) {
        Set<Integer> writes = new HashSet<>();
        for (DataEvent error : errors) {
            if (!isThrown(evidence, error.error(), error.sequence()) && writes.add(error.began())) {
                findings.add(finding(error.text() + ", and the owner was never told"));
            }
        }
    }

    /** Errors beside the data path, as far as the catalogue says that a writer must report them. */
    private void judgeOtherErrors(Evidence evidence, Silence silence, List<Finding> findings) {
        for (Answer answer : evidence.answers()) {
            int code = answer.result().lastError();
            int at = answer.sequence();
            boolean due = !DataEvents.POINTS.contains(answer.point())
                    && !answer.result().ok()
                    && mustSurface(answer.point(), code)
                    && !silence.holdsAt(at);
            if (due && !isThrown(evidence, code, at) && !isTold(evidence, code, at)) {
                findings.add(finding(answer.point() + " (call " + answer.call() + ") answered "
                        + Win32Error.describe(code) + ", and the owner was never told"));
            }
        }
    }

    private static boolean mustSurface(FailPoint point, int code) {
        Optional<Outcome> outcome = OutcomeCatalog.failure(point, code);
        return outcome.isPresent() && outcome.get().obligation() == Outcome.Obligation.SURFACE;
    }

    private void judgeFailure(
            Evidence evidence, DataEvents data, List<DataEvent> errors, ListenerEvent failure, List<Finding> findings) {
        int code = (int) failure.value();
        OptionalInt got = firstGot(evidence, data, code, failure.sequence());
        List<DataEvent> known = errors.stream()
                .filter(error -> error.sequence() < failure.sequence())
                .toList();
        if (got.isEmpty()) {
            findings.add(finding(
                    "the owner was told of " + Win32Error.describe(code) + ", which no call had answered as an error"));
        }
        DataEvent confirmation = onlyConfirmed(data, code, failure.sequence());
        if (known.isEmpty() && confirmation != null) {
            findings.add(finding("the owner was told of " + Win32Error.describe(code) + " as a failure, but "
                    + confirmation.source() + " has only confirmed with it what the subject had asked for itself"));
        }
        if (!known.isEmpty() && known.stream().noneMatch(error -> error.error() == code)) {
            findings.add(finding(known.get(0).text() + ", but the owner was told of " + Win32Error.describe(code)));
        }
        if (got.isPresent() || !known.isEmpty()) {
            // What an answer has taken back before the failure is told need not be told any more.
            long earned = Math.min(
                    data.owed(known.isEmpty() ? got.getAsInt() : known.get(0).sequence()),
                    data.owed(failure.sequence()));
            long reported = ListenerEvent.written(evidence.listener(), failure.sequence());
            if (reported < earned) {
                findings.add(finding("the owner was told of " + Win32Error.describe(code) + "; " + earned
                        + " bytes had been earned before that was answered, but only " + reported
                        + " were reported before the failure"));
            }
        }
    }

    /** Returns what answered this code, if that was a write each time whose end the subject had asked for; else null. */
    private static @Nullable DataEvent onlyConfirmed(DataEvents data, int code, int until) {
        List<DataEvent> answered = data.all().stream()
                .filter(each -> each.error() == code && !each.isSuccess() && each.sequence() < until)
                .toList();
        return answered.isEmpty() || !answered.stream().allMatch(data::isConfirmation) ? null : answered.get(0);
    }

    /**
     * Returns where in the trace the subject first got a code, from a call or from the status block of an operation.
     *
     * <p>A write that succeeds without a byte gives it any code: Windows has none for that, so a subject has to choose one.
     */
    private static OptionalInt firstGot(Evidence evidence, DataEvents data, int code, int until) {
        IntStream byCall = evidence.answers().stream()
                .filter(answer -> !answer.result().ok()
                        && !DataEvents.isUndecided(answer)
                        && answer.result().lastError() == code)
                .mapToInt(Answer::sequence);
        IntStream bySight = evidence.completions().stream()
                .filter(seen -> code != Win32Error.ERROR_SUCCESS && NtStatus.toWin32Error(seen.status()) == code)
                .mapToInt(Completion::sequence);
        IntStream withoutByte = data.all().stream()
                .filter(each -> each.isSuccess() && each.bytes() == 0)
                .mapToInt(DataEvent::sequence);
        return IntStream.concat(IntStream.concat(byCall, bySight), withoutByte)
                .filter(at -> at < until)
                .min();
    }

    private static boolean isTold(Evidence evidence, int code, int after) {
        return evidence.listener().stream()
                .anyMatch(event -> event.sequence() > after
                        && event.value() == code
                        && (event.kind() == Kind.FAILED || event.kind() == Kind.WARNING));
    }

    private static boolean isThrown(Evidence evidence, int code, int after) {
        return evidence.steps().stream().anyMatch(step -> step.ended() > after && step.namesInItsThrow(code));
    }

    private Finding finding(String text) {
        return new Finding(name(), Verdict.MISREPORTED, text);
    }
}
