package pipefault.foreign;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import pipefault.inject.Interception;
import pipefault.world.Actor;

/** Says in words what foreign code has thrown, and where it stays. */
final class Words {

    private static final int MAX_CAUSES = 5;
    private static final int FRAMES = 3;

    private Words() {}

    /** Returns an exception with its causes. */
    static String of(Throwable thrown) {
        StringBuilder text = new StringBuilder(thrown.toString());
        Throwable cause = thrown.getCause();
        for (int i = 0; i < MAX_CAUSES && cause != null; i++) {
            text.append(", because of ").append(cause);
            cause = cause.getCause();
        }
        return text.toString();
    }

    /** Returns in which call of Windows a thread is, and in which methods of the subject. */
    static String whereabouts(Actor actor, Interception interception) {
        @Nullable String call = interception.blockingCallOf(actor.name());
        StringBuilder text = new StringBuilder(call == null ? "outside of any watched call" : "inside " + call);
        for (Map.Entry<Thread, StackTraceElement[]> each :
                Thread.getAllStackTraces().entrySet()) {
            if (each.getKey().getName().equals(actor.name())) {
                int shown = 0;
                for (StackTraceElement frame : each.getValue()) {
                    if (shown < FRAMES && isSubjects(frame.getClassName())) {
                        text.append(shown++ == 0 ? ", at " : ", from ").append(frame.getClassName());
                        text.append('.').append(frame.getMethodName());
                    }
                }
            }
        }
        return text.toString();
    }

    private static boolean isSubjects(String type) {
        return !type.startsWith("java.")
                && !type.startsWith("jdk.")
                && !type.startsWith("sun.")
                && !type.startsWith("com.sun.jna.")
                && !type.startsWith("com.sun.proxy.")
                && !type.startsWith("pipefault.")
                // Its name is another one in every run.
                && !type.contains("$$Lambda");
    }
}
