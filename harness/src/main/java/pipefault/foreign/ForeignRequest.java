package pipefault.foreign;

/**
 * A conversation that a worker is to hold.
 *
 * @param script what the subject is asked to do
 * @param plan the faults, as text; empty for none
 */
public record ForeignRequest(Script script, String plan) {

    private static final String TAB = "\t";

    /** Returns this as a line of a worker's input. */
    public String line() {
        return script + TAB + plan;
    }

    /** Reads such a line. */
    public static ForeignRequest parse(String line) {
        String[] parts = line.split(TAB, 2);
        Script script = Script.named(parts[0])
                .orElseThrow(() -> new IllegalArgumentException("no script is named " + parts[0]));
        return new ForeignRequest(script, parts.length > 1 ? parts[1] : "");
    }
}
