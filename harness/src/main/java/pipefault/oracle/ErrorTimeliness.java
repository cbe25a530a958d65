package pipefault.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import pipefault.fault.FailPoint;
import pipefault.inject.Answer;
import pipefault.oracle.DataAnswers.DataAnswer;
import pipefault.oracle.ListenerEvent.Kind;
import pipefault.platform.Win32Error;

/** Each error that must surface does so once, with its code, after all earned bytes; none is invented. */
final class ErrorTimeliness implements Oracle {

    @Override
    public String name() {
        return "error timeliness";
    }

    @Override
    public List<Finding> judge(Evidence evidence) {
        List<Finding> findings = new ArrayList<>();
        DataAnswer error = DataAnswers.firstError(evidence);
        List<ListenerEvent> failures = told(evidence);
        if (error != null) {
            judgeTold(evidence, error, failures, findings);
        }
        judgeCreation(evidence, findings);
        if (failures.size() > 1) {
            findings.add(finding("the owner was told of a failure " + failures.size() + " times"));
        }
        judgeInvented(evidence, failures, findings);
        return findings;
    }

    private void judgeTold(Evidence evidence, DataAnswer error, List<ListenerEvent> failures, List<Finding> findings) {
        String what = error.answer().point() + " (call " + error.answer().call() + ") answered "
                + Win32Error.describe(error.code());
        if (failures.isEmpty()) {
            if (!isThrown(evidence, error.code())) {
                findings.add(finding(what + ", and the owner was never told"));
            }
            return;
        }
        ListenerEvent first = failures.get(0);
        boolean withItsCode = DataAnswers.errors(evidence).stream().anyMatch(each -> each.code() == first.value());
        if (first.sequence() > error.answer().sequence() && !withItsCode) {
            findings.add(finding(what + ", and the owner was told of " + Win32Error.describe((int) first.value())));
        }
        long earned = DataAnswers.earned(evidence, error.answer().sequence());
        long reported = evidence.listener().stream()
                .filter(event -> event.kind() == Kind.WRITTEN && event.sequence() < first.sequence())
                .mapToLong(ListenerEvent::value)
                .sum();
        if (reported < earned) {
            findings.add(finding(what + "; " + earned + " bytes had been earned before, but only " + reported
                    + " were reported before the failure"));
        }
    }

    private void judgeCreation(Evidence evidence, List<Finding> findings) {
        for (Answer answer : evidence.answers()) {
            boolean creates =
                    answer.point() == FailPoint.CREATE_EVENT || answer.point() == FailPoint.CREATE_THREADPOOL_WAIT;
            int code = answer.result().lastError();
            boolean told = isThrown(evidence, code) || told(evidence).stream().anyMatch(event -> event.value() == code);
            if (creates && !answer.result().ok() && !told) {
                findings.add(finding(answer.point() + " (call " + answer.call() + ") answered "
                        + Win32Error.describe(code) + ", and the owner was never told"));
            }
        }
    }

    private void judgeInvented(Evidence evidence, List<ListenerEvent> failures, List<Finding> findings) {
        TreeSet<Long> answered = new TreeSet<>();
        for (Answer answer : evidence.answers()) {
            if (!answer.result().ok() && !new DataAnswer(answer).isUndecided()) {
                answered.add((long) answer.result().lastError());
            }
        }
        for (ListenerEvent failure : failures) {
            if (!answered.contains(failure.value())) {
                findings.add(finding("the owner was told of " + Win32Error.describe((int) failure.value())
                        + ", which no call has answered as an error"));
            }
        }
    }

    private static List<ListenerEvent> told(Evidence evidence) {
        return evidence.listener().stream()
                .filter(event -> event.kind() == Kind.FAILED)
                .toList();
    }

    private static boolean isThrown(Evidence evidence, int code) {
        Pattern number = Pattern.compile("\\b" + code + "\\b");
        return evidence.steps().stream()
                .anyMatch(step ->
                        step.thrown() != null && number.matcher(step.thrown()).find());
    }

    private Finding finding(String text) {
        return new Finding(name(), Verdict.MISREPORTED, text);
    }
}
