package pipefault.app;

/** What the process ends with; documented in the help of every command. */
final class ExitCode {

    /** Everything is as expected. */
    static final int OK = 0;

    /** A verdict is not the expected one, or a bad one where nothing was expected. */
    static final int FINDING = 1;

    /** The arguments or a file make no sense. */
    static final int BAD_INPUT = 2;

    /** Pipefault itself went wrong, or its results could not be written. */
    static final int HARNESS_ERROR = 3;

    /** What was asked for cannot be had on this machine. */
    static final int NOT_AVAILABLE = 4;

    // The JVM ends with 130 by itself when Control-C is pressed.

    private ExitCode() {}
}
