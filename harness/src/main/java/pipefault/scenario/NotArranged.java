package pipefault.scenario;

/** Ends the steps of a run because the moment that the plan arranges did not come; not a finding about the subject. */
final class NotArranged extends RuntimeException {

    private static final long serialVersionUID = 1;

    NotArranged(String message) {
        super(message);
    }
}
