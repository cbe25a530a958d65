package pipefault.oracle;

import java.util.List;
import pipefault.oracle.ListenerEvent.Kind;

/** Reported bytes never exceed delivered ones, and equal them if no operation ended in an error or a cancel. */
final class Accounting implements Oracle {

    @Override
    public String name() {
        return "accounting";
    }

    @Override
    public List<Finding> judge(Evidence evidence) {
        long reported = evidence.listener().stream()
                .filter(event -> event.kind() == Kind.WRITTEN)
                .mapToLong(ListenerEvent::value)
                .sum();
        long delivered = evidence.received().remaining();
        if (reported > delivered && !evidence.dataDropped()) {
            return List.of(finding(reported + " bytes were reported as written, but the peer got " + delivered));
        }
        if (reported < delivered && everythingSucceeded(evidence)) {
            return List.of(finding(
                    "the peer got " + delivered + " bytes, but only " + reported + " were reported as written"));
        }
        return List.of();
    }

    /** Whether nothing stood in the way of a report: no error was answered, no cancel asked for, and every byte arrived. */
    private static boolean everythingSucceeded(Evidence evidence) {
        boolean failed =
                DataAnswers.of(evidence).stream().anyMatch(answer -> !answer.isSuccess() && !answer.isUndecided());
        return !failed
                && DataAnswers.firstCancel(evidence) == 0
                && evidence.overdue().isEmpty()
                && delivered(evidence);
    }

    private static boolean delivered(Evidence evidence) {
        return evidence.received().remaining() == evidence.accepted().remaining();
    }

    private Finding finding(String text) {
        return new Finding(name(), Verdict.MISREPORTED, text);
    }
}
