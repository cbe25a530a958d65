package pipefault.oracle;

import java.util.ArrayList;
import java.util.List;
import pipefault.fault.FailPoint;
import pipefault.oracle.DataAnswers.DataAnswer;
import pipefault.oracle.ListenerEvent.Kind;
import pipefault.platform.Win32Error;
import pipefault.trace.CallRecord;

/** After an error was answered nothing goes on as if it had not been: no further WriteFile, no credit for the failed block. */
final class ErrorOrder implements Oracle {

    @Override
    public String name() {
        return "error order";
    }

    @Override
    public List<Finding> judge(Evidence evidence) {
        DataAnswer error = DataAnswers.firstError(evidence);
        if (error == null) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        int at = error.answer().sequence();
        String what = error.answer().point() + " (call " + error.answer().call() + ") answered "
                + Win32Error.describe(error.code());
        for (CallRecord each : evidence.trace().records()) {
            if (each.kind() == CallRecord.Kind.CALL
                    && each.point().equals(FailPoint.WRITE_FILE.toString())
                    && each.sequence() > at) {
                findings.add(finding(what + ", and WriteFile (call " + each.call() + ") was still issued after it"));
                break;
            }
        }
        long earned = DataAnswers.earned(evidence, Integer.MAX_VALUE);
        long credited = evidence.listener().stream()
                .filter(event -> event.kind() == Kind.WRITTEN)
                .mapToLong(ListenerEvent::value)
                .sum();
        if (credited > earned) {
            findings.add(finding(what + ", but " + credited + " bytes were reported as written where only " + earned
                    + " were earned"));
        }
        return findings;
    }

    private Finding finding(String text) {
        return new Finding(name(), Verdict.MISREPORTED, text);
    }
}
