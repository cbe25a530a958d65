package pipefault.triage;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** The keys of one mapping, with their values; a key that is not allowed, or is there twice, is refused. */
final class YamlFields {

    private final YamlSource source;
    private final Node node;
    private final String what;
    private final Map<String, Node> values = new LinkedHashMap<>();

    /**
     * Reads a mapping.
     *
     * @param what it is, for messages, for example {@code claim}
     * @param allowed all keys that it may have
     */
    YamlFields(YamlSource source, @Nullable Node node, String what, List<String> allowed) {
        this.source = source;
        this.what = what;
        if (node == null) {
            throw new DefectReportError(
                    0,
                    0,
                    "the " + what + " is empty\n  needed: keys with values, which are " + String.join(", ", allowed));
        }
        this.node = node;
        if (!(node instanceof MappingNode mapping)) {
            throw source.error(
                    node,
                    "a " + what + " is needed here, but this is " + kind(node),
                    "needed: keys with values, which are " + String.join(", ", allowed));
        }
        for (NodeTuple each : mapping.getValue()) {
            String key = text(source, each.getKeyNode(), "the name of a key");
            if (!allowed.contains(key)) {
                throw source.unknown(each.getKeyNode(), "key of a " + what, key, allowed);
            }
            if (values.putIfAbsent(key, each.getValueNode()) != null) {
                throw source.error(each.getKeyNode(), "the key '" + key + "' is there twice", "leave one out");
            }
        }
    }

    Node required(String key) {
        Node value = values.get(key);
        if (value == null) {
            throw source.error(node, "the " + what + " has no '" + key + "'", "this key is needed");
        }
        return value;
    }

    Optional<Node> optional(String key) {
        return Optional.ofNullable(values.get(key));
    }

    Node node() {
        return node;
    }

    /** Returns the text of a key that has to be there. */
    String text(String key) {
        return text(source, required(key), "'" + key + "'");
    }

    /** Returns the text of a key; empty if it is not there. */
    String textOrNone(String key) {
        return optional(key).map(value -> text(source, value, "'" + key + "'")).orElse("");
    }

    /** Returns the elements of a list, at least one; a single value stands for a list of it. */
    List<Node> list(String key) {
        Node value = required(key);
        List<Node> list = value instanceof SequenceNode sequence ? sequence.getValue() : List.of(value);
        if (list.isEmpty()) {
            throw source.error(value, "'" + key + "' is an empty list", "at least one element is needed");
        }
        return list;
    }

    /** Returns the elements of a list, of which there may be none, and the list may be missing. */
    List<Node> listOrNone(String key) {
        Node value = values.get(key);
        if (value == null
                || (value instanceof SequenceNode sequence
                        && sequence.getValue().isEmpty())) {
            return List.of();
        }
        return list(key);
    }

    /** Returns the text of a node; numbers and the like are texts as well. */
    static String text(YamlSource source, Node value, String what) {
        if (!(value instanceof ScalarNode scalar)
                || Tag.NULL.equals(value.getTag())
                || scalar.getValue().isBlank()) {
            throw source.error(
                    value, what + " is " + kind(value) + ", and a text is needed", "put it in quotes if in doubt");
        }
        return scalar.getValue().strip();
    }

    private static String kind(Node node) {
        return switch (node.getNodeId()) {
            case sequence -> "a list";
            case mapping -> "keys with values";
            default -> node instanceof ScalarNode scalar && !scalar.getValue().isBlank() ? "a text" : "empty";
        };
    }
}
