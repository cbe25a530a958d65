package pipefault.oracle;

import java.util.HashSet;
import java.util.Set;
import pipefault.fault.FailPoint;
import pipefault.trace.CallRecord;

/**
 * Work that the kernel makes a subject do after it has promised not to: a callback of a wait that was disarmed, and whose
 * callbacks were waited for after that (fact TP14), with what is posted in it.
 *
 * <p>Windows keeps that promise. Under Wine the thread that waits for all events of the pool may have seen the signal
 * before the wait was disarmed, and dispatches the callback when nobody waits for it any more; no subject can prevent that.
 * For one pass over a trace.
 */
final class UnbiddenWork {

    private static final String DISARMING = ", NULL";

    private final Set<String> disarmed = new HashSet<>();
    private final Set<String> ended = new HashSet<>();

    /** The waits that calls on their way are about, by number of the call. */
    private final Set<String> waitedFor = new HashSet<>();

    private final Set<String> actors = new HashSet<>();
    private final Set<String> tasks = new HashSet<>();

    /** Takes the next record of the trace, and tells whether it is such work. */
    boolean isSuch(CallRecord each) {
        return switch (each.kind()) {
            case CALL -> {
                called(each);
                yield false;
            }
            case RETURN -> returned(each);
            case CALLBACK -> ended.contains(waitOf(each)) && actors.add(each.actor());
            case CALLBACK_END -> actors.remove(each.actor());
            case TASK -> tasks.contains(each.text());
            default -> false;
        };
    }

    private void called(CallRecord each) {
        String wait = waitOf(each);
        if (each.point().equals(FailPoint.SET_THREADPOOL_WAIT.toString())) {
            ended.remove(wait);
            if (each.text().endsWith(DISARMING)) {
                disarmed.add(wait);
            } else {
                disarmed.remove(wait);
            }
        } else if (each.point().equals(FailPoint.WAIT_FOR_THREADPOOL_WAIT_CALLBACKS.toString())
                && disarmed.contains(wait)) {
            waitedFor.add(each.call() + " " + wait);
        }
    }

    private boolean returned(CallRecord each) {
        if (each.point().equals(FailPoint.POST.toString())) {
            // The kernel's doing as well: the subject could not know that this callback would come.
            return actors.contains(each.actor()) && tasks.add("the task of post " + each.call());
        }
        String call = each.call() + " ";
        boolean waited =
                each.point().equals(FailPoint.WAIT_FOR_THREADPOOL_WAIT_CALLBACKS.toString()) && !each.injected();
        for (String wait : waited ? Set.copyOf(disarmed) : Set.<String>of()) {
            if (waitedFor.contains(call + wait)) {
                ended.add(wait);
            }
        }
        return false;
    }

    /** The text of a call on a wait, and that of a callback, begins with the name of the wait. */
    private static String waitOf(CallRecord each) {
        String text = each.text();
        int end = 0;
        while (end < text.length() && text.charAt(end) != ',' && text.charAt(end) != ' ') {
            end++;
        }
        return text.substring(0, end);
    }
}
