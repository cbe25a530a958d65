package pipefault.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;
import pipefault.explore.Defect;
import pipefault.explore.SearchOutcome;
import pipefault.explore.SearchPlan;

/** Writes what searches have come to for machines; the order of the keys is fixed. {@link SearchJsonReader} reads it. */
public final class SearchJson {

    private SearchJson() {}

    /**
     * Writes the record, with a line feed at its end.
     *
     * @param target stays open
     * @throws IOException from the target
     */
    public static void write(SearchRecord record, Writer target) throws IOException {
        try (JsonGenerator json = new JsonFactory()
                .createGenerator(target)
                .setPrettyPrinter(JsonReport.printer())
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            json.writeStartObject();
            json.writeStringField("version", record.version());
            plan(json, record.plan());
            json.writeNumberField("seed", record.seed());
            json.writeArrayFieldStart("searches");
            for (SearchOutcome outcome : record.searches()) {
                search(json, outcome);
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static void plan(JsonGenerator json, SearchPlan plan) throws IOException {
        json.writeStringField("bound", plan.bound().toString());
        json.writeStringField("shard", plan.shard().toString());
        if (plan.triesWithoutLimit()) {
            json.writeNullField("exhaustive");
        } else {
            json.writeNumberField("exhaustive", plan.exhaustive());
        }
        json.writeNumberField("walks", plan.walks());
        json.writeNumberField("priorities", plan.priorities());
    }

    private static void search(JsonGenerator json, SearchOutcome outcome) throws IOException {
        json.writeStartObject();
        json.writeStringField("scenario", outcome.scenario());
        json.writeStringField("variant", outcome.variant());
        json.writeStringField("writer", outcome.writer());
        json.writeBooleanField("begun", outcome.begun());
        json.writeNumberField("schedules", outcome.schedules());
        json.writeNumberField("bad", outcome.bad());
        json.writeNumberField("unclear", outcome.unclear());
        json.writeBooleanField("exhausted", outcome.exhausted());
        json.writeNumberField("withinBound", outcome.withinBound());
        json.writeNumberField("estimate", outcome.estimate());
        json.writeNumberField("estimateError", outcome.estimateError());
        json.writeStringField("digest", digest(outcome.digest()));
        json.writeNumberField("seconds", outcome.seconds());
        json.writeNumberField("workers", outcome.workers());
        json.writeBooleanField("pinned", outcome.pinned());
        json.writeArrayFieldStart("findings");
        for (Defect defect : outcome.findings()) {
            defect(json, defect);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void defect(JsonGenerator json, Defect defect) throws IOException {
        json.writeStartObject();
        json.writeStringField("verdict", defect.verdict().name());
        json.writeStringField("kind", defect.kind());
        json.writeStringField("symptom", defect.symptom());
        json.writeObjectFieldStart("needs");
        json.writeNumberField("faults", defect.needs().faults());
        json.writeNumberField("switches", defect.needs().switches());
        json.writeNumberField("departures", defect.needs().departures());
        json.writeEndObject();
        JsonReport.texts(json, "words", defect.words());
        JsonReport.texts(json, "faultedCalls", defect.faultedCalls());
        json.writeStringField("smallness", defect.smallness().name());
        json.writeStringField("token", defect.token());
        json.writeNumberField("at", defect.at());
        JsonReport.findings(json, "evidence", defect.evidence());
        json.writeEndObject();
    }

    /** Returns a digest as people see it. */
    public static String digest(long digest) {
        return String.format(Locale.ROOT, "%016x", digest);
    }
}
