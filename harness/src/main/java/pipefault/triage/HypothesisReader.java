package pipefault.triage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import pipefault.fault.FailPoint;
import pipefault.oracle.Oracle;
import pipefault.oracle.Oracles;
import pipefault.triage.Hypothesis.Call;
import pipefault.triage.Hypothesis.Ending;
import pipefault.triage.Hypothesis.Shown;

/** Reads what a run has to show. */
final class HypothesisReader {

    private static final List<String> KEYS = List.of("shows", "calls");
    private static final List<String> SHOWN_KEYS = List.of("oracle", "says");
    private static final Pattern CALL = Pattern.compile("(\\S+?)\\s*(?:->\\s*(\\S*))?");
    private static final List<String> ORACLES =
            Oracles.all().stream().map(Oracle::name).toList();

    private final YamlSource source;

    HypothesisReader(YamlSource source) {
        this.source = source;
    }

    Hypothesis read(Node node) {
        YamlFields fields = new YamlFields(source, node, "hypothesis", KEYS);
        List<Shown> shows = new ArrayList<>();
        fields.listOrNone("shows").forEach(each -> shows.add(shown(each)));
        List<Call> calls = new ArrayList<>();
        fields.listOrNone("calls")
                .forEach(each -> calls.add(call(each, YamlFields.text(source, each, "each element of 'calls'"))));
        if (shows.isEmpty() && calls.isEmpty()) {
            throw source.error(
                    node,
                    "a hypothesis that asks for nothing holds of every run",
                    "'shows' or 'calls' is needed, or both");
        }
        return new Hypothesis(shows, calls);
    }

    private Shown shown(Node node) {
        YamlFields fields = new YamlFields(source, node, "finding", SHOWN_KEYS);
        String oracle = fields.text("oracle");
        if (!ORACLES.contains(oracle)) {
            throw source.unknown(fields.required("oracle"), "oracle", oracle, ORACLES);
        }
        return new Shown(oracle, fields.textOrNone("says"));
    }

    private Call call(Node node, String text) {
        Matcher matcher = CALL.matcher(text);
        if (!matcher.matches()) {
            throw source.error(node, "'" + text + "' is no call", "for example CancelIoEx, or CancelIoEx -> fail");
        }
        return new Call(point(node, matcher.group(1)), ending(node, matcher.group(2)));
    }

    private @Nullable Ending ending(Node node, @Nullable String word) {
        if (word == null) {
            return null;
        }
        return Stream.of(Ending.values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() -> source.unknown(node, "ending of a call", word, List.of("fail", "ok")));
    }

    FailPoint point(Node node, String name) {
        return Stream.of(FailPoint.values())
                .filter(each -> each.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> source.unknown(node, "call", name, FailPoint.names()));
    }
}
