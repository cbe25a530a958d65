package pipefault.explore;

/** The same decisions have led to another run: an error of ours, or a subject that takes chance from elsewhere. */
public final class Diverged extends RuntimeException {

    private static final long serialVersionUID = 1;

    Diverged(String message) {
        super(message);
    }
}
