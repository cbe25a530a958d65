package pipefault.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import pipefault.oracle.Finding;
import pipefault.oracle.Verdict;
import pipefault.scenario.RunResult;

/** Writes runs for machines; the order of the keys is fixed, and no two writings of the same runs differ. */
public final class JsonReport {

    private JsonReport() {}

    /** Returns the report, with a line feed at its end. */
    public static String print(Conditions conditions, Collection<ReportedRun> runs) {
        try (StringWriter text = new StringWriter()) {
            write(conditions, runs, text);
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException("a StringWriter does not fail", e);
        }
    }

    /**
     * Writes the report, with a line feed at its end.
     *
     * @param target stays open
     * @throws IOException from the target
     */
    public static void write(Conditions conditions, Collection<ReportedRun> runs, Writer target) throws IOException {
        write(conditions, target, json -> {
            json.writeArrayFieldStart("runs");
            for (ReportedRun run : runs) {
                run(json, run);
            }
            json.writeEndArray();
        });
    }

    /** Writes the part of a report that is its own. */
    @FunctionalInterface
    interface Part {
        void writeTo(JsonGenerator json) throws IOException;
    }

    /** Writes a report that begins with the conditions. */
    static void write(Conditions conditions, Writer target, Part part) throws IOException {
        try (JsonGenerator json = new JsonFactory()
                .createGenerator(target)
                .setPrettyPrinter(printer())
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            json.writeStartObject();
            json.writeStringField("version", conditions.version());
            json.writeStringField("kernel", conditions.kernel());
            json.writeStringField("os", conditions.os());
            json.writeNumberField("seed", conditions.seed());
            part.writeTo(json);
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    /** Returns what lays out every file that we write for machines. */
    public static PrettyPrinter printer() {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        return new DefaultPrettyPrinter(
                        Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                .withArrayIndenter(lines)
                .withObjectIndenter(lines);
    }

    private static void run(JsonGenerator json, ReportedRun run) throws IOException {
        RunResult result = run.result();
        json.writeStartObject();
        json.writeStringField("scenario", result.scenario());
        json.writeStringField("variant", result.variant());
        json.writeStringField("writer", result.writer());
        json.writeStringField("phase", result.phase());
        json.writeNumberField("seed", result.seed());
        json.writeNumberField("repeat", run.repeat());
        json.writeStringField("verdict", result.verdict().name());
        expected(json, run.expected());
        json.writeBooleanField("asExpected", run.asExpected());
        findings(json, "alsoSeen", result.alsoSeen());
        json.writeStringField("plan", result.plan());
        json.writeArrayFieldStart("fired");
        for (RunResult.Fired fault : result.fired()) {
            json.writeStartObject();
            json.writeStringField("fault", fault.fault());
            json.writeNumberField("times", fault.times());
            json.writeEndObject();
        }
        json.writeEndArray();
        findings(json, "evidence", result.evidence());
        json.writeStringField("token", run.token());
        json.writeStringField("traceDigest", run.traceDigest());
        json.writeNumberField("millis", result.millis());
        json.writeEndObject();
    }

    private static void expected(JsonGenerator json, @Nullable Set<Verdict> expected) throws IOException {
        if (expected == null) {
            json.writeNullField("expected");
            return;
        }
        json.writeArrayFieldStart("expected");
        for (Verdict verdict : expected) {
            json.writeString(verdict.name());
        }
        json.writeEndArray();
    }

    /** Writes texts as an array. */
    public static void texts(JsonGenerator json, String field, List<String> texts) throws IOException {
        json.writeArrayFieldStart(field);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    /** Writes findings as an array. */
    public static void findings(JsonGenerator json, String field, List<Finding> findings) throws IOException {
        json.writeArrayFieldStart(field);
        for (Finding finding : findings) {
            json.writeStartObject();
            json.writeStringField("oracle", finding.oracle());
            json.writeStringField("verdict", finding.verdict().name());
            json.writeStringField("text", finding.text());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
