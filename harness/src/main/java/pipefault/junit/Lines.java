package pipefault.junit;

import java.util.List;
import java.util.stream.Collectors;

/** The text of an assertion: a first line, then parts with labels. */
final class Lines {

    private static final int LABEL = 10;

    private final StringBuilder text = new StringBuilder();

    /**
     * @param headline what was expected and is not so, as a sentence
     */
    Lines(String headline) {
        text.append(headline);
    }

    /** Adds a part; nothing for an empty one. */
    Lines part(String label, List<String> lines) {
        if (!lines.isEmpty()) {
            String indent = "\n  " + " ".repeat(LABEL);
            text.append("\n  ").append(label).append(" ".repeat(Math.max(1, LABEL - label.length())));
            text.append(lines.stream()
                    .flatMap(String::lines)
                    .map(String::stripTrailing)
                    .collect(Collectors.joining(indent)));
        }
        return this;
    }

    /** Adds a part of one line; nothing for an empty one. */
    Lines part(String label, String line) {
        return part(label, line.isEmpty() ? List.of() : List.of(line));
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
