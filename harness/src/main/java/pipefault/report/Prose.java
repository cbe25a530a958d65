package pipefault.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Words and lines of what is printed: counts, and text broken or cut to a width, one printable line per element. */
public final class Prose {

    private static final String CUT = "...";

    private Prose() {}

    /** Returns a number with its noun, as in {@code 1 run} and {@code 2 runs}. */
    public static String counted(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    /** Breaks a text between words into lines of at most so many characters; a longer word is broken too. */
    public static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : oneLine(text).split(" ", -1)) {
            String rest = word;
            if (!line.isEmpty() && line.length() + 1 + rest.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            while (rest.length() > width) {
                lines.add(rest.substring(0, width));
                rest = rest.substring(width);
            }
            line.append(line.isEmpty() ? "" : " ").append(rest);
        }
        lines.add(line.toString());
        return lines;
    }

    /** Breaks a text as {@link #wrap} does, into at most so many lines; what does not fit is cut off visibly. */
    static List<String> wrap(String text, int width, int linesMax) {
        List<String> lines = wrap(text, width);
        if (lines.size() <= linesMax) {
            return lines;
        }
        List<String> kept = new ArrayList<>(lines.subList(0, linesMax));
        String last = kept.get(linesMax - 1);
        int room = Math.max(0, width - CUT.length());
        kept.set(linesMax - 1, cut((last.length() > room ? last.substring(0, room) : last) + CUT, width));
        return kept;
    }

    /** Shortens a text to a width, visibly. */
    static String cut(String text, int width) {
        String line = oneLine(text);
        return line.length() <= width
                ? line
                : line.substring(0, Math.max(0, width - CUT.length()))
                        + CUT.substring(0, Math.min(width, CUT.length()));
    }

    /** Fills up with blanks. */
    public static String pad(String text, int width) {
        return text.length() >= width ? text : text + " ".repeat(width - text.length());
    }

    /** Turns the first letter into a capital one, and ends the sentence with a full stop. */
    static String sentence(String text) {
        if (text.isEmpty()) {
            return text;
        }
        String end = text.endsWith(".") || text.endsWith("!") ? "" : ".";
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) + end;
    }

    /** Returns the first line of a text. */
    public static String firstLine(String text) {
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end).stripTrailing();
    }

    private static String oneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints().forEach(c -> line.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
        return line.toString();
    }
}
