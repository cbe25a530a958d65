package pipefault.explore;

/** A text that is no token; the message is complete and says what to do. */
public final class TokenError extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    TokenError(String message) {
        super(message);
    }
}
