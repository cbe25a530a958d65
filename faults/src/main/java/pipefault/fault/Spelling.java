package pipefault.fault;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds what a misspelt word may have meant. */
public final class Spelling {

    /** Longer words are not compared: nobody means a name by them, and the cost stays small. */
    private static final int LENGTH_MAX = 64;

    private Spelling() {}

    /**
     * Returns the candidate that differs least from the word, if it is near enough to be meant.
     *
     * <p>Letter case does not count. Near enough is one slip (a letter too many, too few, wrong, or two swapped) per
     * three letters, three at most. Of equally near candidates the first one wins.
     */
    public static Optional<String> nearest(String word, Collection<String> candidates) {
        if (word.isEmpty() || word.length() > LENGTH_MAX) {
            return Optional.empty();
        }
        String folded = word.toLowerCase(Locale.ROOT);
        int best = Math.min(3, Math.max(1, word.length() / 3)) + 1;
        String found = null;
        for (String candidate : candidates) {
            if (Math.abs(candidate.length() - word.length()) < best && candidate.length() <= LENGTH_MAX) {
                int slips = slips(folded, candidate.toLowerCase(Locale.ROOT));
                if (slips < best) {
                    best = slips;
                    found = candidate;
                }
            }
        }
        return Optional.ofNullable(found);
    }

    /** The Damerau-Levenshtein distance in its optimal-string-alignment form. */
    private static int slips(String left, String right) {
        int[] beforeLast = new int[right.length() + 1];
        int[] last = new int[right.length() + 1];
        Arrays.setAll(last, i -> i);
        for (int i = 1; i <= left.length(); i++) {
            int[] row = new int[right.length() + 1];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                boolean same = left.charAt(i - 1) == right.charAt(j - 1);
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + (same ? 0 : 1));
                if (i > 1
                        && j > 1
                        && left.charAt(i - 1) == right.charAt(j - 2)
                        && left.charAt(i - 2) == right.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            beforeLast = last;
            last = row;
        }
        return last[right.length()];
    }
}
