package pipefault.explore;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a search departs from the run in which nothing special happens.
 *
 * <p>Text form: {@code P,F,K}, for example {@code 2,0,1}. Each number is from 0 to {@value #MAX}.
 *
 * @param switches how often another thread goes on than the default says: because one that could go on gives way, or
 *     because a thread goes on out of turn (delay bounding; Emmi, Qadeer, Rakamarić: Delay-Bounded Scheduling, 2011)
 * @param faults how many faults fire; one that persists counts once
 * @param departures how often the kernel does something else than it usually does
 */
public record Bound(int switches, int faults, int departures) {

    /** The largest of the numbers; the number of schedules grows with their sum as an exponent. */
    public static final int MAX = 9;

    /** How far a search departs where nobody says otherwise. */
    public static final Bound USUAL = new Bound(1, 1, 1);

    private static final Pattern TEXT = Pattern.compile("([0-9]),([0-9]),([0-9])");

    /** Checks the ranges. */
    public Bound {
        if (!isInRange(switches) || !isInRange(faults) || !isInRange(departures)) {
            throw new IllegalArgumentException("each number of a bound is from 0 to " + MAX + ", but it was " + switches
                    + "," + faults + "," + departures);
        }
    }

    private static boolean isInRange(int number) {
        return number >= 0 && number <= MAX;
    }

    /** Reads the text form; empty if it is none. */
    public static Optional<Bound> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(new Bound(number(matcher, 1), number(matcher, 2), number(matcher, 3)))
                : Optional.empty();
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    /** Returns how much of a kind of question this bound allows. */
    int of(Question.Kind kind) {
        return switch (kind) {
            case SWITCH -> switches;
            case KERNEL -> departures;
            case ANSWER -> faults;
        };
    }

    /** Tells whether so many departures of each kind are within this bound. */
    boolean admits(Counts counts) {
        return counts.of(Question.Kind.SWITCH) <= switches
                && counts.of(Question.Kind.ANSWER) <= faults
                && counts.of(Question.Kind.KERNEL) <= departures;
    }

    /** Returns this bound with each number at most the given one: a step on the way to it. */
    Bound atMost(int each) {
        return new Bound(Math.min(switches, each), Math.min(faults, each), Math.min(departures, each));
    }

    @Override
    public String toString() {
        return switches + "," + faults + "," + departures;
    }
}
