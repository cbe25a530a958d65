package pipefault.inject;

import java.lang.StackWalker.StackFrame;
import java.util.List;
import java.util.stream.Stream;

/** Finds the line of the subject that has made the call which is going on. */
final class SubjectPlace {

    /** What lies between a subject and here, and what a call passes that Java makes by itself. */
    private static final List<String> BETWEEN = List.of(
            "pipefault.inject.",
            "pipefault.platform.",
            "pipefault.world.",
            "pipefault.jna.",
            "pipefault.simulation.",
            "pipefault.scenario.RecordingListener",
            "java.",
            "jdk.");

    /** Who drives a subject is none: what they do at its end has no place in it. */
    private static final List<String> DRIVERS = List.of("pipefault.scenario.", "pipefault.pipe.");

    private SubjectPlace() {}

    /** Returns it, for example {@code MyWriter.java:88}; empty if the calling thread is not inside a subject. */
    static String current() {
        return StackWalker.getInstance().walk(SubjectPlace::first);
    }

    private static String first(Stream<StackFrame> frames) {
        return frames.filter(frame -> !startsWithOneOf(frame, BETWEEN))
                .findFirst()
                .filter(frame -> frame.getFileName() != null && !startsWithOneOf(frame, DRIVERS))
                .map(frame -> frame.getFileName() + ":" + frame.getLineNumber())
                .orElse("");
    }

    private static boolean startsWithOneOf(StackFrame frame, List<String> prefixes) {
        return prefixes.stream().anyMatch(frame.getClassName()::startsWith);
    }
}
