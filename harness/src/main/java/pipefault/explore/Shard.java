package pipefault.explore;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of several parts of a search that together cover it without overlap.
 *
 * <p>Text form: {@code I/N}, for example {@code 3/8}. What belongs where follows from the first two departures of a
 * schedule alone, so every machine finds its part by itself.
 *
 * @param index from 1
 * @param count how many parts there are, at most {@value #COUNT_MAX}
 */
public record Shard(int index, int count) {

    /** The largest number of parts. */
    public static final int COUNT_MAX = 1000;

    /** The whole. */
    public static final Shard ALL = new Shard(1, 1);

    /** How many departures decide where a schedule belongs. */
    static final int DEPTH = 2;

    private static final Pattern TEXT = Pattern.compile("([0-9]{1,4})/([0-9]{1,4})");

    /** Checks the ranges. */
    public Shard {
        if (count < 1 || count > COUNT_MAX || index < 1 || index > count) {
            throw new IllegalArgumentException(
                    "a shard is I/N with 1 <= I <= N <= " + COUNT_MAX + ", but it was " + index + "/" + count);
        }
    }

    /** Reads the text form; empty if it is none. */
    public static Optional<Shard> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int index = Integer.parseInt(matcher.group(1));
        int count = Integer.parseInt(matcher.group(2));
        return count >= 1 && count <= COUNT_MAX && index >= 1 && index <= count
                ? Optional.of(new Shard(index, count))
                : Optional.empty();
    }

    /** Tells whether the schedules that begin with departures of this hash belong here. */
    boolean owns(long hash) {
        return Long.remainderUnsigned(Hash.mix(hash), count) == index - 1;
    }

    @Override
    public String toString() {
        return index + "/" + count;
    }
}
