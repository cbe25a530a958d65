package pipefault.triage;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;
import pipefault.fault.Spelling;
import pipefault.report.Prose;

/**
 * A text in YAML, as a tree of nodes that know where they stand; no object is ever made of it but texts and lists.
 *
 * <p>Anchors, aliases, tags of one's own and deep nesting are refused: nothing here needs them, and all have been used to
 * make readers work for ever.
 */
final class YamlSource {

    private static final int NESTING_MAX = 16;
    private static final int LINE_MAX = 100;

    private final List<String> lines;
    private final String text;

    YamlSource(String text) {
        this.text = text;
        lines = text.lines().toList();
    }

    /**
     * Returns the root of the tree; null if there is nothing in the text.
     *
     * @throws DefectReportError if this is no YAML, or has in it what is refused
     */
    @Nullable
    Node read() {
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(2 * NESTING_MAX);
        try {
            Parser parser = parser(options);
            int depth = 0;
            while (!parser.checkEvent(Event.ID.StreamEnd)) {
                Event event = parser.getEvent();
                depth += event instanceof CollectionStartEvent ? 1 : event instanceof CollectionEndEvent ? -1 : 0;
                check(event, depth);
            }
            return new Composer(parser(options), new Resolver(), options).getSingleNode();
        } catch (MarkedYAMLException e) {
            throw error(e.getProblemMark(), "this is no YAML: " + e.getProblem(), "");
        } catch (ReaderException e) {
            throw error(
                    mark(e.getPosition()),
                    String.format(Locale.ROOT, "the character U+%04X has no place in YAML", e.getCodePoint()),
                    "");
        }
    }

    private Parser parser(LoaderOptions options) {
        return new ParserImpl(new StreamReader(text), options);
    }

    private void check(Event event, int depth) {
        if (depth > NESTING_MAX) {
            throw error(
                    event.getStartMark(), "this is nested more than " + NESTING_MAX + " deep", "a report is 6 deep");
        }
        if (event instanceof AliasEvent) {
            throw error(event.getStartMark(), "an alias has no place here", "write out what it stands for");
        }
        if (event instanceof NodeEvent node && node.getAnchor() != null) {
            throw error(event.getStartMark(), "an anchor has no place here", "leave out &" + node.getAnchor());
        }
        String tag = event instanceof ScalarEvent scalar
                ? scalar.getTag()
                : event instanceof CollectionStartEvent collection ? collection.getTag() : null;
        if (tag != null) {
            throw error(event.getStartMark(), "a tag has no place here", "leave out " + tag);
        }
    }

    private Mark mark(int position) {
        String before = text.substring(0, Math.min(text.length(), text.offsetByCodePoints(0, position)));
        int line = (int) before.chars().filter(c -> c == '\n').count();
        int column = before.length() - before.lastIndexOf('\n') - 1;
        return new Mark("", position, line, column, new int[0], 0);
    }

    /** Makes an error of something wrong at a node. */
    DefectReportError error(Node node, String what, String allowed) {
        return error(node.getStartMark(), what, allowed);
    }

    /** Makes an error of a word that nobody knows. */
    DefectReportError unknown(Node node, String kind, String found, Collection<String> known) {
        Optional<String> nearest = Spelling.nearest(found, known);
        return error(
                node,
                "unknown " + kind + " '" + cut(found) + "'",
                nearest.map(word -> "did you mean " + word + "? ").orElse("") + "allowed: "
                        + known.stream().collect(Collectors.joining(", ")));
    }

    private DefectReportError error(@Nullable Mark mark, String what, String allowed) {
        String hint = allowed.isEmpty() ? "" : "\n  " + folded(allowed);
        if (mark == null) {
            return new DefectReportError(0, 0, what + hint);
        }
        int line = mark.getLine();
        int column = mark.getColumn();
        String excerpt = line < lines.size() && column < LINE_MAX
                ? "\n  " + cut(lines.get(line).replace('\t', ' ')) + "\n  " + " ".repeat(column) + "^"
                : "";
        return new DefectReportError(line + 1, column + 1, what + excerpt + hint);
    }

    /** A hint of several lines is laid out already. */
    private static String folded(String hint) {
        return hint.contains("\n") ? hint : String.join("\n    ", Prose.wrap(hint, LINE_MAX));
    }

    private static String cut(String line) {
        StringBuilder shown = new StringBuilder();
        line.codePoints().limit(LINE_MAX).forEach(c -> shown.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
        return shown.toString();
    }
}
