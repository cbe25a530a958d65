package pipefault.foreign;

/**
 * A conversation that a worker is to hold.
 *
 * @param script what the subject is asked to do
 * @param plan the faults, as text; empty for none
 * @param watched whether the calls of the subject are caught; if not, no fault reaches it, and its handles are not seen
 */
public record ForeignRequest(Script script, String plan, boolean watched) {

    private static final String TAB = "\t";
    private static final String UNWATCHED = "unwatched";

    /** Returns the request for a watched conversation. */
    public static ForeignRequest watched(Script script, String plan) {
        return new ForeignRequest(script, plan, true);
    }

    /** Returns the request for one in which nothing of the subject is touched. */
    public static ForeignRequest unwatched(Script script) {
        return new ForeignRequest(script, "", false);
    }

    /**
     * Returns how a user holds this conversation, if it is watched.
     *
     * @param program how it is started
     * @param subject with its version
     */
    public String typed(String program, String subject) {
        String fault = program.startsWith("./")
                ? "'" + plan + "'"
                // Windows shells eat the arrow even between quotes of the wrong kind; the colon means the same.
                : '"' + plan.replace(" -> ", ": ") + '"';
        return program + " foreign " + subject + " --script " + script
                + (plan.isEmpty() ? " --no-fault" : " --fault " + fault);
    }

    /** Returns this as a line of a worker's input. */
    public String line() {
        return script + TAB + plan + (watched ? "" : TAB + UNWATCHED);
    }

    /** Reads such a line. */
    public static ForeignRequest parse(String line) {
        String[] parts = line.split(TAB, -1);
        Script script = Script.named(parts[0])
                .orElseThrow(() -> new IllegalArgumentException("no script is named " + parts[0]));
        return new ForeignRequest(script, parts.length > 1 ? parts[1] : "", parts.length < 3);
    }
}
