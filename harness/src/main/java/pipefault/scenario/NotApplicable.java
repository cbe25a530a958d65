package pipefault.scenario;

/** Ends the steps of a run because the subject, rightly, does not do what the question is about; not a finding. */
final class NotApplicable extends RuntimeException {

    private static final long serialVersionUID = 1;

    NotApplicable(String message) {
        super(message);
    }
}
