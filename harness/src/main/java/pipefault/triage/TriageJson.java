package pipefault.triage;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import pipefault.explore.Departure;
import pipefault.explore.Hunted;
import pipefault.report.JsonReport;

/** Writes the answers to a defect report for machines; the order of the keys is fixed. */
public final class TriageJson {

    private final JsonGenerator json;

    private TriageJson(JsonGenerator json) {
        this.json = json;
    }

    /**
     * Writes the answers, with a line feed at the end.
     *
     * @param version of this program
     * @param kernel the name of the kernel that confirms
     * @param budget how many runs a claim was allowed
     * @param target stays open
     * @throws IOException from the target
     */
    public static void write(
            String version, String kernel, long budget, DefectReport report, List<Answer> answers, Writer target)
            throws IOException {
        try (JsonGenerator json = new JsonFactory()
                .createGenerator(target)
                .setPrettyPrinter(JsonReport.printer())
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            json.writeStartObject();
            json.writeStringField("version", version);
            json.writeStringField("kernel", kernel);
            json.writeStringField("report", report.title());
            json.writeStringField("origin", report.origin());
            json.writeNumberField("budget", budget);
            json.writeArrayFieldStart("claims");
            for (Answer answer : answers) {
                new TriageJson(json).answer(answer);
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private void answer(Answer answer) throws IOException {
        Claim claim = answer.claim();
        json.writeStartObject();
        json.writeStringField("id", claim.id());
        textOrNull("near", claim.near().isEmpty() ? null : claim.near());
        json.writeStringField("text", claim.text());
        json.writeStringField("place", claim.place());
        textOrNull("call", claim.call() == null ? null : claim.call().toString());
        for (Claim.Stage stage : claim.stages()) {
            @Nullable OwnSteps steps = stage.ownSteps().orElse(null);
            if (steps != null) {
                JsonReport.texts(json, "steps", steps.words());
                json.writeStringField("plan", claim.planOn(stage).toString());
            }
        }
        json.writeStringField("writer", claim.subject().name());
        json.writeStringField("bound", claim.bound().toString());
        json.writeStringField("verdict", answer.verdict().name());
        textOrNull("expects", claim.expects() == null ? null : claim.expects().name());
        json.writeBooleanField("asExpected", answer.isAsExpected());
        JsonReport.texts(json, "why", answer.why());
        tried("tried", answer.tried());
        tried("knownBy", answer.known());
        json.writeArrayFieldStart("confirmations");
        for (Confirmation each : answer.confirmations()) {
            json.writeStartObject();
            json.writeStringField("kernel", each.kernel());
            json.writeBooleanField("confirmed", each.confirmed());
            json.writeStringField("verdict", each.result().verdict().name());
            JsonReport.findings(json, "evidence", each.result().evidence());
            JsonReport.texts(json, "differences", each.differences());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void tried(String field, List<Tried> all) throws IOException {
        json.writeArrayFieldStart(field);
        for (Tried each : all) {
            json.writeStartObject();
            json.writeStringField("stage", each.stage().toString());
            json.writeStringField("writer", each.writer());
            json.writeStringField("state", each.state().name());
            json.writeNumberField("schedules", each.hunted().schedules());
            json.writeNumberField("faults", each.hunted().faults());
            json.writeBooleanField("exhausted", each.hunted().exhausted());
            json.writeNumberField("wouldTake", each.wouldTake());
            Hunted.Quarry quarry = each.hunted().found();
            if (quarry != null) {
                json.writeObjectFieldStart("found");
                json.writeStringField("verdict", quarry.result().verdict().name());
                json.writeStringField("token", quarry.token());
                json.writeNumberField("at", quarry.at());
                json.writeBooleanField("smallest", quarry.confirmed());
                json.writeStringField("plan", quarry.result().plan());
                JsonReport.texts(
                        json,
                        "departures",
                        quarry.departures().stream().map(Departure::words).toList());
                JsonReport.findings(json, "evidence", quarry.result().evidence());
                JsonReport.findings(json, "alsoSeen", quarry.result().alsoSeen());
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void textOrNull(String field, @Nullable String text) throws IOException {
        if (text == null) {
            json.writeNullField(field);
        } else {
            json.writeStringField(field, text);
        }
    }
}
