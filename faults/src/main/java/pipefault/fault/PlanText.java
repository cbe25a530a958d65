package pipefault.fault;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A reading position in the text of a plan; knows words, numbers and punctuation, and how to say what is wrong. */
final class PlanText {

    private final String text;
    private int position;

    PlanText(String text) {
        this.text = text;
    }

    int position() {
        return position;
    }

    boolean atEnd() {
        return position == text.length();
    }

    /** Tells whether the fault under the position is over. */
    boolean atEndOfFault() {
        return atEnd() || peek() == ';' || peek() == '\n';
    }

    /** Returns the character at the position; a newline at the end of the text. */
    char peek() {
        return atEnd() ? '\n' : text.charAt(position);
    }

    /** Tells whether a number comes next, after blanks. */
    boolean atNumber() {
        skipBlanks();
        return isDigit(peek()) || (peek() == '-' && isDigit(peekSecond()));
    }

    private char peekSecond() {
        return position + 1 < text.length() ? text.charAt(position + 1) : '\n';
    }

    /** Passes blanks inside a line. */
    PlanText skipBlanks() {
        while (!atEnd() && (peek() == ' ' || peek() == '\t' || peek() == '\r')) {
            position++;
        }
        return this;
    }

    /** Passes everything between faults: blank lines, comments and separators. */
    void skipToFault() {
        boolean lineStart = position == 0;
        while (true) {
            skipBlanks();
            if (atEnd()) {
                return;
            }
            if (peek() == '#' && lineStart) {
                int newline = text.indexOf('\n', position);
                position = newline < 0 ? text.length() : newline;
            } else if (peek() == ';' || peek() == '\n') {
                lineStart = peek() == '\n';
                position++;
            } else {
                return;
            }
        }
    }

    /** Passes these characters if they come next, after blanks. */
    boolean accept(String expected) {
        skipBlanks();
        if (!text.startsWith(expected, position)) {
            return false;
        }
        position += expected.length();
        return true;
    }

    /** Passes the word if it comes next, after blanks. */
    boolean acceptWord(String expected) {
        int start = skipBlanks().position;
        if (word().equals(expected)) {
            return true;
        }
        position = start;
        return false;
    }

    void expect(String expected, String where, String form) {
        if (!accept(expected)) {
            throw unexpected("'" + expected + "' " + where, form);
        }
    }

    /**
     * Reads letters, digits and underscores, and hyphens between them; possibly nothing.
     *
     * <p>A hyphen needs a letter or digit behind it, so that {@code pool->pass} ends the word before the arrow.
     */
    String word() {
        int start = skipBlanks().position;
        while (!atEnd()
                && (isWordCharacter(position)
                        || (peek() == '-' && position > start && isWordCharacter(position + 1)))) {
            position++;
        }
        return text.substring(start, position);
    }

    /** Reads digits, with a minus if there is one; possibly nothing. */
    String number() {
        int start = skipBlanks().position;
        if (peek() == '-' && isDigit(peekSecond())) {
            position++;
        }
        while (isDigit(peek())) {
            position++;
        }
        return text.substring(start, position);
    }

    /** Returns what stands from there to the position. */
    Excerpt since(int start) {
        return new Excerpt(text, start, position);
    }

    /** Says that something else was expected at the position, and shows what stands there. */
    FaultPlanError unexpected(String expected, @Nullable String form) {
        return unexpected(expected, List.of(), form);
    }

    FaultPlanError unexpected(String expected, List<String> allowed, @Nullable String form) {
        int start = skipBlanks().position;
        boolean nothing = atEndOfFault();
        if (!nothing && !accept("->") && word().isEmpty()) {
            position += Character.charCount(text.codePointAt(position));
        }
        String found = text.substring(start, position);
        String what = "expected " + expected + ", but found " + (nothing ? "the end of the fault" : "'" + found + "'");
        Refusal refusal = Refusal.of(Refusal.Part.ACTION, what, found)
                .allowing(allowed)
                .meaning(Spelling.nearest(found, allowed).orElse(null));
        return (form == null ? refusal : refusal.advising(form)).at(since(start));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private boolean isWordCharacter(int index) {
        if (index >= text.length()) {
            return false;
        }
        char c = text.charAt(index);
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c) || c == '_';
    }
}
