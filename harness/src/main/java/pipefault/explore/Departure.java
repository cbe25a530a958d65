package pipefault.explore;

/**
 * One decision of a run that was not the default.
 *
 * @param kind what was decided
 * @param index the number of the decision in its run, from 0
 * @param option what was chosen, from 1
 * @param words what that means; empty if nobody wanted to know
 * @param point the call that got another answer; empty for other kinds
 */
public record Departure(Question.Kind kind, int index, int option, String words, String point) {

    /** Creates one that is about no call. */
    Departure(Question.Kind kind, int index, int option, String words) {
        this(kind, index, option, words, "");
    }
}
