package pipefault.app;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import pipefault.fault.Spelling;

/** Ends a command with a message for the user and an exit code; never shown with a stack. */
final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1;
    private static final int WIDTH = 100;

    private final int exitCode;

    private Refused(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** The input is wrong; the message says where, what was found and what is allowed. */
    static Refused badInput(String message) {
        return new Refused(ExitCode.BAD_INPUT, message);
    }

    /** What was asked for cannot be had on this machine; the message says why and what to do. */
    static Refused notAvailable(String message) {
        return new Refused(ExitCode.NOT_AVAILABLE, message);
    }

    /** Results could not be written; the message says where and why. */
    static Refused notWritten(String message) {
        return new Refused(ExitCode.HARNESS_ERROR, message);
    }

    /** The same run could not be made again; the message says where it parted. */
    static Refused notRepeatable(String message) {
        return new Refused(ExitCode.HARNESS_ERROR, message);
    }

    /** Another program has told the user what is wrong; nothing is left to say. */
    static Refused alreadyTold(int exitCode) {
        return new Refused(exitCode, "");
    }

    /** A name that nobody knows; with the nearest one and all of them. */
    static Refused unknown(String where, String kind, String found, Collection<String> known) {
        Optional<String> nearest = Spelling.nearest(found, known);
        String hint =
                nearest.map(name -> "did you mean " + name + "? ").orElse("") + "known: " + String.join(", ", known);
        return badInput((where.isEmpty() ? "" : where + ": ") + "unknown " + kind + " '" + found + "'" + folded(hint));
    }

    int exitCode() {
        return exitCode;
    }

    /** Returns the message; empty if the user has been told already. */
    String text() {
        return String.valueOf(getMessage());
    }

    /** Breaks a hint into indented lines, between words. */
    static String folded(String hint) {
        StringBuilder lines = new StringBuilder();
        int room = 0;
        for (String word : List.of(hint.split(" ", -1))) {
            boolean fits = word.length() < room;
            lines.append(fits ? " " : lines.isEmpty() ? "\n  " : "\n    ").append(word);
            room = (fits ? room : WIDTH) - word.length() - 1;
        }
        return lines.toString();
    }
}
