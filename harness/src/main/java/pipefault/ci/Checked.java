package pipefault.ci;

/**
 * One thing that a command has checked: a run, a cell, a case.
 *
 * @param group what it belongs to, for example a scenario
 * @param name tells it from the others of its group
 * @param millis how long it took, in milliseconds
 * @param outcome what came of it
 * @param headline one line about it; empty if it passed
 * @param text everything that a reader needs, of several lines; of what passed, what that rests on; may be empty
 * @param replay the command that shows it again; empty if there is none
 */
public record Checked(
        String group, String name, long millis, Outcome outcome, String headline, String text, String replay) {

    /** What can come of it. */
    public enum Outcome {
        /** It is as it has to be. */
        PASSED,
        /** A finding about what was checked. */
        FAILED,
        /** Pipefault itself went wrong. */
        BROKEN,
        /** The question does not apply. */
        SKIPPED
    }

    /** Tells whether somebody has to look at it. */
    public boolean isFinding() {
        return outcome == Outcome.FAILED || outcome == Outcome.BROKEN;
    }

    /** Returns the same with nothing but its headline. */
    public Checked withoutText() {
        return new Checked(group, name, millis, outcome, headline, "", replay);
    }

    /** Returns the group and the name, by which a reader knows it. */
    String title() {
        return group + " " + name;
    }
}
