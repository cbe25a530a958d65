package pipefault.scenario;

/** Ends the steps of a run because something did not come within its bound; the run is STUCK. */
final class Overdue extends RuntimeException {

    private static final long serialVersionUID = 1;

    Overdue(String message) {
        super(message);
    }
}
