package pipefault.certification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import pipefault.conformance.CaseResult;
import pipefault.conformance.CaseResult.Outcome;
import pipefault.conformance.Difference;

/** The result of a case as JSON, in both directions. */
final class CaseJson {

    private CaseJson() {}

    static ObjectNode write(CaseResult result) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", result.id());
        json.put("result", result.outcome().name().toLowerCase(Locale.ROOT));
        json.put("detail", result.detail());
        json.put("file", result.file());
        json.put("millis", result.took().toMillis());
        if (!result.reason().isEmpty()) {
            json.put("reason", result.reason());
        }
        steps(json, "differences", result.differences());
        steps(json, "deviations", result.deviations());
        if (!result.notes().isEmpty()) {
            result.notes().forEach(json.putArray("notes")::add);
        }
        return json;
    }

    private static void steps(ObjectNode json, String field, List<Difference> steps) {
        if (steps.isEmpty()) {
            return;
        }
        ArrayNode array = json.putArray(field);
        for (Difference step : steps) {
            array.addObject()
                    .put("line", step.line())
                    .put("step", step.command())
                    .put("expected", step.expected())
                    .put("got", step.got());
        }
    }

    /** Reads what {@link #write} has written. */
    static CaseResult read(JsonNode json) {
        List<String> notes = new ArrayList<>();
        json.path("notes").forEach(note -> notes.add(note.asText()));
        return new CaseResult(
                json.path("id").asText(),
                json.path("file").asText(),
                Outcome.valueOf(json.path("result").asText().toUpperCase(Locale.ROOT)),
                steps(json.path("differences")),
                steps(json.path("deviations")),
                notes,
                json.path("reason").asText(),
                Duration.ofMillis(json.path("millis").asLong()));
    }

    private static List<Difference> steps(JsonNode array) {
        List<Difference> steps = new ArrayList<>();
        array.forEach(step -> steps.add(new Difference(
                step.path("line").asInt(),
                step.path("step").asText(),
                step.path("expected").asText(),
                step.path("got").asText())));
        return steps;
    }
}
