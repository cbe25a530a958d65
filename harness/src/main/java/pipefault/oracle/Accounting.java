package pipefault.oracle;

import java.util.List;
import pipefault.oracle.ListenerEvent.Kind;

/**
 * Reported bytes never exceed the written ones, at no moment, and equal them in the end if no operation ended in an error
 * or a cancel.
 */
final class Accounting implements Oracle {

    @Override
    public String name() {
        return "accounting";
    }

    @Override
    public List<Finding> judge(Evidence evidence) {
        DataEvents data = DataEvents.of(evidence);
        long reported = ListenerEvent.written(evidence.listener(), Integer.MAX_VALUE);
        long delivered = evidence.received().remaining();
        long earned = data.earned(Integer.MAX_VALUE);
        if (reported > delivered && !(evidence.dataDropped() && reported <= earned)) {
            return List.of(finding(reported + " bytes were reported as written, but the peer got " + delivered
                    + (evidence.dataDropped() ? ", and no more than " + earned + " were in the pipe" : "")));
        }
        if (reported < delivered && everythingSucceeded(evidence, data)) {
            return List.of(finding(
                    "the peer got " + delivered + " bytes, but only " + reported + " were reported as written"));
        }
        // Who has other sources than calls and the status block is judged by the end alone.
        return earned < reported ? List.of() : tooEarly(evidence, data);
    }

    private List<Finding> tooEarly(Evidence evidence, DataEvents data) {
        for (ListenerEvent event : evidence.listener()) {
            if (event.kind() != Kind.WRITTEN) {
                continue;
            }
            long reported = ListenerEvent.written(evidence.listener(), event.sequence());
            long earned = data.earned(event.sequence());
            if (reported > earned) {
                return List.of(finding(reported
                        + " bytes were reported as written at a moment when the subject knew of " + earned + " only"));
            }
        }
        return List.of();
    }

    /** Whether nothing stood in the way of a report: no error was answered, no write cut short, and every byte arrived. */
    private static boolean everythingSucceeded(Evidence evidence, DataEvents data) {
        return data.all().stream().allMatch(DataEvent::isSuccess)
                && !data.isCutShort()
                && evidence.overdue().isEmpty()
                && evidence.received().remaining() == evidence.acceptedBytes();
    }

    private Finding finding(String text) {
        return new Finding(name(), Verdict.MISREPORTED, text);
    }
}
