package pipefault.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import pipefault.report.Gallery.Drawn;
import pipefault.scenario.RunResult;
import pipefault.timeline.Picture;
import pipefault.timeline.Picture.Kind;
import pipefault.timeline.Picture.Row;
import pipefault.timeline.Picture.Span;
import pipefault.timeline.Picture.SpanKind;

/**
 * Writes pictures as Chrome Trace Event JSON, which Perfetto and chrome://tracing open.
 *
 * <p>A run is a process, a lane is a thread. One row lasts a millisecond: what matters is the order; the time that the run
 * itself has seen stands in the arguments. Calls and callbacks are complete events, which nest; mutexes, holds and
 * operations may overlap, and are asynchronous ones.
 */
final class TraceEvents {

    /** How every file of ours begins. */
    static final Pattern OWN = Pattern.compile(Pattern.quote("{\"otherData\":{\"writtenBy\":\"Pipefault"));

    /** How long a row lasts, in microseconds, which is what the format counts in. */
    private static final int ROW_MICROS = 1_000;

    private final JsonGenerator json;
    private int spansOfAll;

    private TraceEvents(JsonGenerator json) {
        this.json = json;
    }

    /** Writes the file. */
    static void write(Conditions conditions, List<Drawn> drawn, Writer target) throws IOException {
        try (JsonGenerator json = PageJson.generator(target)) {
            json.writeStartObject();
            json.writeObjectFieldStart("otherData");
            json.writeStringField("writtenBy", "Pipefault " + conditions.version());
            json.writeStringField("kernel", conditions.kernel());
            json.writeStringField("time", "one event, one millisecond; nanos is the time of the run");
            json.writeEndObject();
            json.writeStringField("displayTimeUnit", "ms");
            json.writeArrayFieldStart("traceEvents");
            TraceEvents events = new TraceEvents(json);
            for (int i = 0; i < drawn.size(); i++) {
                events.run(i + 1, drawn.get(i));
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        target.write('\n');
    }

    private void run(int process, Drawn drawn) throws IOException {
        RunResult result = drawn.run().result();
        Picture picture = drawn.picture();
        String name = String.join(" ", result.scenario(), result.variant(), result.writer()) + " seed " + result.seed()
                + (drawn.run().isControl() ? " (control)" : "") + ": " + result.verdict();
        meta("process_name", process, 0, name);
        List<String> lanes = new ArrayList<>(List.of(Picture.ALL));
        lanes.addAll(picture.lanes());
        lanes.add(Picture.KERNEL);
        lanes.add(Picture.PEER);
        for (int i = 0; i < lanes.size(); i++) {
            meta("thread_name", process, i, lanes.get(i).isEmpty() ? "script" : lanes.get(i));
        }
        for (int i = 0; i < picture.rows().size(); i++) {
            row(process, lanes, picture.rows().get(i), i);
        }
        for (Span span : picture.spans()) {
            span(process, lanes, span, picture);
        }
        if (picture.decisive() >= 0) {
            begin("decisive moment", "i", process, 0, picture.decisive());
            json.writeStringField("s", "p");
            json.writeObjectFieldStart("args");
            json.writeStringField("verdict", result.verdict().name());
            json.writeStringField("moment", picture.moment());
            end();
        }
    }

    private void meta(String what, int process, int thread, String name) throws IOException {
        begin(what, "M", process, thread, 0);
        json.writeObjectFieldStart("args");
        json.writeStringField("name", name);
        end();
    }

    /** Writes what takes one row; a call that lasts longer is a span, and its end only has an answer. */
    private void row(int process, List<String> lanes, Row row, int at) throws IOException {
        int thread = Math.max(0, lanes.indexOf(row.lane()));
        if (row.kind() == Kind.ENTER) {
            return;
        }
        boolean call = row.kind() == Kind.CALL;
        String name = call || row.answer().isEmpty() ? row.title() : row.title() + " returns";
        begin(name, call ? "X" : "i", process, thread, at);
        if (call) {
            json.writeNumberField("dur", ROW_MICROS);
        } else {
            json.writeStringField("s", "t");
        }
        json.writeStringField("cat", row.evidence() ? "evidence" : row.injected() ? "injected" : word(row.kind()));
        json.writeObjectFieldStart("args");
        details(row);
        end();
    }

    private void details(Row row) throws IOException {
        if (row.call() > 0) {
            json.writeNumberField("call", row.call());
        }
        if (!row.arguments().isEmpty()) {
            json.writeStringField("arguments", row.arguments());
        }
        if (!row.answer().isEmpty()) {
            json.writeStringField("answer", row.answer());
        }
        if (row.injected()) {
            json.writeBooleanField("injected", true);
        }
        json.writeNumberField("nanos", row.nanos());
    }

    private void span(int process, List<String> lanes, Span span, Picture picture) throws IOException {
        int thread = Math.max(0, lanes.indexOf(span.lane()));
        if (span.kind() == SpanKind.CALL || span.kind() == SpanKind.CALLBACK) {
            boolean call = span.kind() == SpanKind.CALL;
            begin(call ? span.name() : "callback of " + span.name(), "X", process, thread, span.from());
            json.writeNumberField("dur", (span.to() + 1 - span.from()) * ROW_MICROS);
            json.writeStringField("cat", word(span.kind()));
            json.writeObjectFieldStart("args");
            details(picture.rows().get(span.from()));
            if (span.open()) {
                json.writeBooleanField("neverEnds", true);
            }
            end();
            return;
        }
        spansOfAll++;
        asynchronous(process, thread, span, "b", span.from());
        asynchronous(process, thread, span, "e", span.to() + 1);
    }

    private void asynchronous(int process, int thread, Span span, String phase, int at) throws IOException {
        begin(word(span.kind()) + " " + span.name(), phase, process, thread, at);
        json.writeStringField("cat", word(span.kind()));
        json.writeNumberField("id", spansOfAll);
        json.writeObjectFieldStart("args");
        json.writeStringField("lane", span.lane());
        if (span.open()) {
            json.writeBooleanField("neverEnds", true);
        }
        end();
    }

    private void begin(String name, String phase, int process, int thread, int at) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", name);
        json.writeStringField("ph", phase);
        json.writeNumberField("pid", process);
        json.writeNumberField("tid", thread);
        json.writeNumberField("ts", (long) at * ROW_MICROS);
    }

    private void end() throws IOException {
        json.writeEndObject();
        json.writeEndObject();
    }

    private static String word(Enum<?> kind) {
        return PictureJson.word(kind);
    }
}
