package pipefault.certification;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import pipefault.conformance.CaseResult;
import pipefault.conformance.CaseResult.Outcome;
import pipefault.conformance.Difference;
import pipefault.conformance.Fact;

/** Reads what {@code conformance --json} has written on another machine, and believes nothing else. */
public final class KernelRecordReader {

    private static final List<String> KERNELS = List.of("native", "wine", "simulated");
    private static final List<String> OUTCOMES =
            Arrays.stream(Outcome.values()).map(KernelRecordReader::word).toList();

    /** No case takes longer than a day. */
    private static final long MILLIS_MAX = 86_400_000;

    private static final int LINE_MAX = 1_000_000;

    private final Map<String, Fact> facts = new LinkedHashMap<>();
    private final Map<String, JsonPlace> seen = new HashMap<>();

    private KernelRecordReader(List<Fact> facts) {
        facts.forEach(fact -> this.facts.put(fact.id(), fact));
    }

    /**
     * Reads a record of answers to facts.
     *
     * @param facts all that there are; a case of anything else is refused
     * @throws UnreadableRecord if it is none, or was made with other facts
     */
    public static KernelRecord read(String text, List<Fact> facts) {
        return new KernelRecordReader(facts).record(JsonPlace.of(text));
    }

    private KernelRecord record(JsonPlace root) {
        root.object(Set.of("version", "kernel", "wine", "os", "cases"), Set.of());
        String kernel = root.field("kernel").word("kernel", KERNELS);
        String wine = root.field("wine").stringOrNull();
        if ((wine != null) != kernel.equals("wine")) {
            throw root.field("wine")
                    .error("'wine' is the version of Wine where the kernel is wine, and null elsewhere, but is "
                            + (wine == null ? "null" : "'" + wine + "'") + " and the kernel is " + kernel);
        }
        List<CaseResult> cases = new ArrayList<>();
        for (JsonPlace place : root.all("cases")) {
            cases.add(result(place, wine));
        }
        if (cases.isEmpty()) {
            throw root.field("cases").error("'cases' holds none, and nothing is recorded without one");
        }
        return new KernelRecord(
                root.field("version").string(), kernel, wine, root.field("os").string(), cases);
    }

    private CaseResult result(JsonPlace place, @Nullable String wine) {
        place.object(
                Set.of("id", "result", "detail", "file", "millis"),
                Set.of("reason", "differences", "deviations", "notes"));
        JsonPlace idPlace = place.field("id");
        Fact fact = facts.get(idPlace.word("fact", facts.keySet()));
        if (fact == null) {
            throw new IllegalStateException("a word is one of those allowed");
        }
        JsonPlace before = seen.put(fact.id(), idPlace);
        if (before != null) {
            throw idPlace.error("fact " + fact.id() + " is there twice: in line " + before.line() + " too");
        }
        place.field("file")
                .word("file of fact " + fact.id(), List.of(fact.script().file()));
        String unusedButChecked = place.field("detail").string();
        Outcome outcome =
                Outcome.valueOf(place.field("result").word("result", OUTCOMES).toUpperCase(Locale.ROOT));
        List<Difference> differences = steps(place, "differences", fact);
        if (differences.isEmpty() == (outcome == Outcome.DIFF)) {
            throw place.field("result")
                    .error("'differences' are there exactly where 'result' is diff, but it is " + word(outcome)
                            + " with " + differences.size());
        }
        List<Difference> deviations = steps(place, "deviations", fact);
        if (wine == null && !deviations.isEmpty()) {
            throw place.field("deviations").error("'deviations' are those of Wine, and this is another kernel");
        }
        JsonPlace reason = place.fields().get("reason");
        return new CaseResult(
                fact.id(),
                fact.script().file(),
                outcome,
                differences,
                deviations,
                place.all("notes").stream().map(JsonPlace::string).toList(),
                reason == null ? "" : reason.string(),
                Duration.ofMillis(place.field("millis").number(0, MILLIS_MAX)));
    }

    private static List<Difference> steps(JsonPlace place, String name, Fact fact) {
        List<Difference> steps = new ArrayList<>();
        for (JsonPlace each : place.all(name)) {
            each.object(Set.of("line", "step", "expected", "got"), Set.of());
            String step = each.field("step").string();
            if (!fact.script().source().contains(step)) {
                throw each.field("step")
                        .error(
                                "'" + step + "' is no step of fact " + fact.id()
                                        + "\n  a record is imported by the version that has made it, or by one with the same facts");
            }
            steps.add(new Difference(
                    (int) each.field("line").number(1, LINE_MAX),
                    step,
                    each.field("expected").string(),
                    each.field("got").string()));
        }
        return steps;
    }

    private static String word(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }
}
