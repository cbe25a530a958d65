package pipefault.scenario;

/** Ends the steps of a run because the moment that the plan arranges did not come; not a finding about the subject. */
final class NotArranged extends RuntimeException {

    private static final long serialVersionUID = 1;

    private static final String END = ", which did not come";

    /** Says what was waited for in vain. */
    NotArranged(String what) {
        super("waited for " + what + END);
    }

    /** Tells whether a note of a run is the message of one of these. */
    static boolean isToldBy(String note) {
        return note.endsWith(END);
    }
}
