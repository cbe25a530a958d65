package pipefault.explore;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * One of several parts of a search that together cover it without overlap.
 *
 * <p>Text form: {@code I/N}, for example {@code 3/8}. What belongs where follows from the first two departures of a
 * schedule alone, so every machine finds its part by itself.
 *
 * @param index from 1
 * @param count how many parts there are
 */
public record Shard(int index, int count) {

    /** The largest number of parts that can be asked for. */
    public static final int COUNT_MAX = 1000;

    /** The whole. */
    public static final Shard ALL = new Shard(1, 1);

    /** How many departures decide where a schedule belongs. */
    static final int DEPTH = 2;

    private static final Pattern TEXT = Pattern.compile("([0-9]{1,4})/([0-9]{1,4})");

    /** Checks the ranges. */
    public Shard {
        if (index < 1 || index > count) {
            throw new IllegalArgumentException("a shard is I/N with 1 <= I <= N, but it was " + index + "/" + count);
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

    /** Returns the parts of this part: together they are all of it, without overlap. */
    List<Shard> parts(int parts) {
        return IntStream.range(0, parts)
                .mapToObj(part -> new Shard(index + count * part, count * parts))
                .toList();
    }

    /** Tells whether the run of this number belongs here, where runs are numbered. */
    boolean ownsNumber(long number) {
        return number % count == index - 1;
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
