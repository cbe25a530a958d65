package pipefault.triage;

/** A text that is no step, or no row of steps: what is wrong, and what is allowed. */
public final class OwnStepError extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final int index;
    private final String allowed;

    OwnStepError(int index, String what, String allowed) {
        super(what);
        this.index = index;
        this.allowed = allowed;
    }

    OwnStepError(String what, String allowed) {
        this(0, what, allowed);
    }

    OwnStepError at(int newIndex) {
        return new OwnStepError(newIndex, String.valueOf(getMessage()), allowed);
    }

    /** Returns which step is meant, from 0. */
    public int index() {
        return index;
    }

    /** Returns what is allowed, with the nearest spelling if there is one. */
    public String allowed() {
        return allowed;
    }
}
