package pipefault.oracle;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import pipefault.fault.FailPoint;
import pipefault.trace.CallRecord;

/**
 * After an error was answered nothing goes on as if it had not been: no further WriteFile, no credit for the failed block.
 *
 * <p>The first error is enough to look at: a write after a later one is also one after the first, and credit is counted over
 * all writes.
 */
final class ErrorOrder implements Oracle {

    @Override
    public String name() {
        return "error order";
    }

    @Override
    public List<Finding> judge(Evidence evidence) {
        DataEvents data = DataEvents.of(evidence);
        DataEvent error = data.firstError();
        if (error == null) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        CallRecord next = nextWrite(evidence, error);
        if (next != null) {
            findings.add(
                    finding(error.text() + ", and WriteFile (call " + next.call() + ") was still issued after it"));
        }
        long earned = data.earned(Integer.MAX_VALUE);
        long credited = ListenerEvent.written(evidence.listener(), Integer.MAX_VALUE);
        if (credited > earned) {
            findings.add(finding(error.text() + ", but " + credited + " bytes were reported as written where only "
                    + earned + " were earned"));
        }
        return findings;
    }

    /** Returns the first write that was entered after the error was answered; null if there is none. */
    private static @Nullable CallRecord nextWrite(Evidence evidence, DataEvent error) {
        for (CallRecord each : evidence.trace().records()) {
            if (each.kind() == CallRecord.Kind.CALL
                    && each.point().equals(FailPoint.WRITE_FILE.toString())
                    && each.sequence() > error.sequence()) {
                return each;
            }
        }
        return null;
    }

    private Finding finding(String text) {
        return new Finding(name(), Verdict.MISREPORTED, text);
    }
}
