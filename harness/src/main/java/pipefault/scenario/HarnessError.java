package pipefault.scenario;

/** Pipefault itself went wrong; says nothing about a subject. */
public final class HarnessError extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Creates the error; the message is one sentence that says what was expected. */
    public HarnessError(String message) {
        super(message);
    }

    /** Creates the error with its cause. */
    public HarnessError(String message, Throwable cause) {
        super(message, cause);
    }
}
