package pipefault.report;

/** How a piece of text stands out; the caller decides whether the reader can see colours. */
public enum Palette {
    /** Text only. */
    PLAIN(false),
    /** ANSI escape sequences around the text. */
    COLOURED(true);

    private final boolean coloured;

    Palette(boolean coloured) {
        this.coloured = coloured;
    }

    /** Marks what nobody expected. */
    String alarming(String text) {
        return in("1;31", text);
    }

    /** Marks a bad verdict that was expected. */
    String bad(String text) {
        return in("33", text);
    }

    /** Marks a good verdict. */
    String good(String text) {
        return in("32", text);
    }

    private String in(String code, String text) {
        return coloured ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
