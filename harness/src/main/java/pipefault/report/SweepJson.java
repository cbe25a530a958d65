package pipefault.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.util.Collection;
import pipefault.explore.SweepCell;
import pipefault.explore.SweepCell.Broke;
import pipefault.explore.SweepResult;

/** Writes sweeps for machines, as {@link JsonReport} does runs. */
public final class SweepJson {

    private SweepJson() {}

    /**
     * Writes the maps, with a line feed at the end.
     *
     * @param target stays open
     * @throws IOException from the target
     */
    public static void write(Conditions conditions, Collection<SweepResult> sweeps, Writer target) throws IOException {
        JsonReport.write(conditions, target, json -> {
            json.writeArrayFieldStart("sweeps");
            for (SweepResult sweep : sweeps) {
                sweep(json, sweep);
            }
            json.writeEndArray();
        });
    }

    private static void sweep(JsonGenerator json, SweepResult sweep) throws IOException {
        json.writeStartObject();
        json.writeStringField("scenario", sweep.scenario());
        json.writeStringField("variant", sweep.variant());
        json.writeStringField("writer", sweep.writer());
        json.writeBooleanField("whatIf", sweep.isWhatIf());
        json.writeNumberField("runs", sweep.runs());
        json.writeNumberField("findings", sweep.bad());
        json.writeArrayFieldStart("cells");
        for (SweepCell cell : sweep.cells()) {
            cell(json, cell);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void cell(JsonGenerator json, SweepCell cell) throws IOException {
        json.writeStartObject();
        json.writeStringField("call", cell.call().toString());
        json.writeStringField("outcome", cell.outcome());
        json.writeStringField("when", cell.when().toString());
        json.writeStringField("state", cell.state().toString());
        json.writeNumberField("fired", cell.fired());
        json.writeArrayFieldStart("broke");
        for (Broke broke : cell.broke()) {
            json.writeStartObject();
            json.writeNumberField("occurrence", broke.occurrence());
            json.writeStringField("verdict", broke.verdict().name());
            json.writeStringField("token", broke.token());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringField("reason", cell.reason());
        json.writeEndObject();
    }
}
