package pipefault.oracle;

import java.util.ArrayList;
import java.util.List;
import pipefault.fault.FailPoint;
import pipefault.oracle.ListenerEvent.Kind;
import pipefault.trace.CallRecord;

/**
 * The owner is told on its own thread, of something that is, and not after stop or close has returned; no wait gives up
 * before its time or succeeds without a report.
 */
final class Notification implements Oracle {

    @Override
    public String name() {
        return "notification";
    }

    @Override
    public List<Finding> judge(Evidence evidence) {
        List<Finding> findings = new ArrayList<>();
        Silence silence = new Silence(evidence.steps());
        judgeListener(evidence, silence, findings);
        judgeSilence(evidence, silence, findings);
        judgeWaits(evidence, findings);
        for (String stray : evidence.strayExceptions()) {
            findings.add(finding("an exception came out where nobody can catch it: " + stray));
        }
        return findings;
    }

    private void judgeListener(Evidence evidence, Silence silence, List<Finding> findings) {
        boolean closed = false;
        boolean failed = false;
        int asked = evidence.firstEnding();
        for (ListenerEvent event : evidence.listener()) {
            if (closed && event.kind() != Kind.WARNING) {
                findings.add(finding(
                        "the owner was told " + words(event) + " after it was told that the subject is closed"));
            }
            if (event.kind() == Kind.WRITTEN && event.value() <= 0) {
                findings.add(finding("the owner was told of " + event.value() + " written bytes"));
            }
            if (event.kind() == Kind.CLOSED && !failed && event.sequence() < asked) {
                findings.add(finding("the owner was told that the subject is closed, which nobody had asked for"));
            }
            closed |= event.kind() == Kind.CLOSED;
            failed |= event.kind() == Kind.FAILED;
            if (silence.holdsAt(event.sequence())) {
                findings.add(finding("the owner was told " + words(event) + " after stop or close had returned"));
            }
            if (event.kind() != Kind.WARNING
                    && !isRightThread(evidence, event)
                    && !isOwnerOutOfReach(evidence, event)) {
                findings.add(finding("the owner was told " + words(event) + " on the thread " + event.actor()));
            }
        }
    }

    /** The owner thread, or a thread that is just stopping the subject. */
    private static boolean isRightThread(Evidence evidence, ListenerEvent event) {
        return event.actor().equals(Evidence.OWNER)
                || evidence.steps().stream()
                        .anyMatch(step -> step.isEnding()
                                && step.actor().equals(event.actor())
                                && step.began() < event.sequence()
                                && (!step.hasReturned() || event.sequence() < step.ended()));
    }

    /** Whether the owner's loop had refused a task before: there is no way to its thread, and silence would be worse. */
    private static boolean isOwnerOutOfReach(Evidence evidence, ListenerEvent event) {
        return evidence.answers().stream()
                .anyMatch(answer -> answer.point() == FailPoint.POST
                        && !answer.result().ok()
                        && answer.sequence() < event.sequence());
    }

    private void judgeSilence(Evidence evidence, Silence silence, List<Finding> findings) {
        for (CallRecord each : evidence.trace().records()) {
            boolean act = each.kind() == CallRecord.Kind.TASK
                    || each.kind() == CallRecord.Kind.CALLBACK
                    || (each.kind() == CallRecord.Kind.RETURN
                            && each.point().equals("Post")
                            && each.text().equals("taken"));
            if (act && silence.holdsAt(each.sequence())) {
                findings.add(finding("the subject was still at work after stop or close had returned: " + each.actor()
                        + " " + act(each)));
                return;
            }
        }
    }

    private static String act(CallRecord each) {
        return switch (each.kind()) {
            case TASK -> "ran " + each.text();
            case CALLBACK -> "began a callback of " + each.text();
            default -> "posted to the event loop (call " + each.call() + ")";
        };
    }

    private void judgeWaits(Evidence evidence, List<Finding> findings) {
        boolean failed = evidence.listener().stream().anyMatch(event -> event.kind() == Kind.FAILED);
        for (StepOutcome step : evidence.steps()) {
            boolean early = step.name().equals("waitForWrite")
                    && "false".equals(step.returned())
                    && step.pendingAfter() > 0
                    && step.lasted().compareTo(step.bound()) < 0;
            if (early && !failed) {
                findings.add(finding("waitForWrite returned false after "
                        + step.lasted().toMillis() + " ms of " + step.bound().toMillis() + " ms, with "
                        + step.pendingAfter() + " bytes pending and no failure told"));
            }
            if (step.name().equals("waitForWrite")
                    && "true".equals(step.returned())
                    && !isReportedDuring(evidence, step)) {
                findings.add(finding("waitForWrite returned true, but nothing was reported while it waited"));
            }
        }
    }

    private static boolean isReportedDuring(Evidence evidence, StepOutcome step) {
        return evidence.listener().stream()
                .anyMatch(event -> event.kind() == Kind.WRITTEN
                        && event.sequence() > step.began()
                        && event.sequence() < step.ended());
    }

    private static String words(ListenerEvent event) {
        return switch (event.kind()) {
            case WRITTEN -> "of " + event.value() + " written bytes";
            case FAILED -> "of failure " + event.value();
            case WARNING -> "a warning";
            case CLOSED -> "that the subject is closed";
        };
    }

    private Finding finding(String text) {
        return new Finding(name(), Verdict.MISREPORTED, text);
    }
}
