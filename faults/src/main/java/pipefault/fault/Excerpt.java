package pipefault.fault;

/**
 * A piece of a text that a message points at.
 *
 * @param text the whole text
 * @param start offset of the first character
 * @param end offset behind the last character; equal to {@code start} for a place between characters
 */
record Excerpt(String text, int start, int end) {

    /** How much of a line is shown. */
    private static final int WIDTH_MAX = 100;

    /** How much of it stands left of the piece, if the line is longer. */
    private static final int LEAD = 40;

    int line() {
        return 1 + (int) text.substring(0, start).chars().filter(c -> c == '\n').count();
    }

    int column() {
        return start - lineStart() + 1;
    }

    String where() {
        return text.strip().indexOf('\n') < 0 && line() == 1
                ? "at column " + column()
                : "at line " + line() + ", column " + column();
    }

    /** Returns the line with a row of carets under the piece, indented by two. */
    String marked() {
        int lineEnd = text.indexOf('\n', start);
        if (lineEnd < 0) {
            lineEnd = text.length();
        }
        int from = lineStart();
        int to = lineEnd;
        if (to - from > WIDTH_MAX) {
            from = Math.max(from, start - LEAD);
            to = Math.min(to, from + WIDTH_MAX);
        }
        String before = from > lineStart() ? "…" : "";
        String after = to < lineEnd ? "…" : "";
        int carets = Math.max(1, Math.min(end, to) - start);
        String shown = before + printable(text.substring(from, to)) + after;
        return "  " + shown.stripTrailing() + "\n  " + " ".repeat(before.length() + start - from) + "^".repeat(carets);
    }

    private int lineStart() {
        return text.lastIndexOf('\n', start - 1) + 1;
    }

    /** Keeps one column per character, so that the carets stand where they should. */
    private static String printable(String line) {
        StringBuilder shown = new StringBuilder(line.length());
        line.chars().forEach(c -> shown.append(Character.isISOControl(c) ? ' ' : (char) c));
        return shown.toString();
    }
}
