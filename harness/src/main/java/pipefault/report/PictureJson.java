package pipefault.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import pipefault.oracle.Verdict;
import pipefault.report.Gallery.Drawn;
import pipefault.scenario.RunResult;
import pipefault.timeline.Picture;
import pipefault.timeline.Picture.Row;
import pipefault.timeline.Picture.Span;

/** Writes a run with its picture for the script of the page; what is empty is left out. */
final class PictureJson {

    private final JsonGenerator json;

    PictureJson(JsonGenerator json) {
        this.json = json;
    }

    void write(Drawn drawn) throws IOException {
        ReportedRun run = drawn.run();
        RunResult result = run.result();
        json.writeStartObject();
        json.writeStringField("scenario", result.scenario());
        json.writeStringField("variant", result.variant());
        json.writeStringField("writer", result.writer());
        json.writeNumberField("seed", result.seed());
        json.writeBooleanField("control", run.isControl());
        verdict(result.verdict());
        json.writeBooleanField("asExpected", run.asExpected());
        text("expected", run.expected() == null ? "" : FailureReport.words(run.expected()));
        json.writeStringField("headline", drawn.headline());
        text("replay", run.replay());
        JsonReport.texts(
                json,
                "plan",
                result.plan().isEmpty() ? List.of() : List.of(result.plan().split("; ", -1)));
        json.writeArrayFieldStart("fired");
        for (RunResult.Fired fault : result.fired()) {
            json.writeStartObject();
            json.writeStringField("fault", fault.fault());
            json.writeNumberField("times", fault.times());
            text("nearMiss", fault.nearMiss());
            json.writeEndObject();
        }
        json.writeEndArray();
        JsonReport.findings(json, "evidence", result.evidence());
        JsonReport.findings(json, "alsoSeen", result.alsoSeen());
        JsonReport.texts(json, "notes", FailureReport.told(result.notes()));
        picture(drawn.picture());
        json.writeEndObject();
    }

    /** Writes a verdict and how it is coloured. */
    void verdict(Verdict verdict) throws IOException {
        json.writeStringField("verdict", verdict.name());
        json.writeStringField("tone", Tone.of(verdict).toString());
    }

    private void picture(Picture picture) throws IOException {
        JsonReport.texts(json, "lanes", picture.lanes());
        json.writeNumberField("decisive", picture.decisive());
        text("moment", picture.moment());
        json.writeNumberField("recovery", picture.recovery());
        json.writeNumberField("leftOut", picture.leftOut());
        json.writeArrayFieldStart("story");
        for (Picture.Line line : picture.story()) {
            json.writeStartObject();
            json.writeStringField("text", line.text());
            json.writeNumberField("row", line.row());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberField("circle", picture.circle());
        json.writeArrayFieldStart("waits");
        for (Picture.Wait wait : picture.waits()) {
            json.writeStartObject();
            json.writeStringField("thread", wait.thread());
            json.writeStringField("what", wait.what());
            text("whom", wait.whom());
            json.writeNumberField("row", wait.row());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("rows");
        for (Row row : picture.rows()) {
            row(row);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("spans");
        for (Span span : picture.spans()) {
            span(span);
        }
        json.writeEndArray();
    }

    private void row(Row row) throws IOException {
        json.writeStartObject();
        json.writeNumberField("nanos", row.nanos());
        text("lane", row.lane());
        json.writeStringField("kind", word(row.kind()));
        if (row.call() > 0) {
            json.writeNumberField("call", row.call());
        }
        json.writeStringField("title", row.title());
        text("arguments", row.arguments());
        text("answer", row.answer());
        flag("injected", row.injected());
        flag("evidence", row.evidence());
        json.writeEndObject();
    }

    private void span(Span span) throws IOException {
        json.writeStartObject();
        json.writeStringField("kind", word(span.kind()));
        json.writeStringField("lane", span.lane());
        json.writeStringField("name", span.name());
        json.writeNumberField("from", span.from());
        json.writeNumberField("to", span.to());
        flag("open", span.open());
        if (span.released() >= 0) {
            json.writeNumberField("released", span.released());
        }
        json.writeEndObject();
    }

    /** Returns the name of a constant as it stands in files. */
    static String word(Enum<?> kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void text(String field, String text) throws IOException {
        if (!text.isEmpty()) {
            json.writeStringField(field, text);
        }
    }

    private void flag(String field, boolean flag) throws IOException {
        if (flag) {
            json.writeBooleanField(field, true);
        }
    }
}
