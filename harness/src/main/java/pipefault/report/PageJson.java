package pipefault.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import pipefault.oracle.Verdict;
import pipefault.report.Gallery.Drawn;
import pipefault.report.MatrixLayout.Column;

/** What the page of a report shows, for its script: the matrix, and the runs with their pictures. */
final class PageJson {

    /** How many runs of a cell are told one by one. */
    private static final int RUNS_PER_CELL = 40;

    private final JsonGenerator json;
    private final PictureJson pictures;
    private final List<ReportedRun> runs;
    private final Map<List<String>, List<ReportedRun>> runsOfCell = new HashMap<>();
    private final List<Drawn> drawn;

    private PageJson(JsonGenerator json, Collection<ReportedRun> runs, List<Drawn> drawn) {
        this.json = json;
        this.runs = List.copyOf(runs);
        this.drawn = drawn;
        for (ReportedRun run : runs) {
            List<String> cell = List.of(run.result().scenario(), run.result().writer());
            runsOfCell.computeIfAbsent(cell, c -> new ArrayList<>()).add(run);
        }
        pictures = new PictureJson(json);
    }

    /** Keeps what a subject says from ending the element that the text stands in. */
    private static final class InHtml extends CharacterEscapes {
        private static final long serialVersionUID = 1;

        @Override
        public int[] getEscapeCodesForAscii() {
            int[] codes = standardAsciiEscapesForJSON();
            codes['<'] = ESCAPE_STANDARD;
            codes['>'] = ESCAPE_STANDARD;
            codes['&'] = ESCAPE_STANDARD;
            return codes;
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int character) {
            return null;
        }
    }

    /** Returns what writes JSON in ASCII only, without any character that HTML knows. */
    static JsonGenerator generator(Writer target) throws IOException {
        JsonGenerator json = new JsonFactory()
                .createGenerator(target)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .enable(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature());
        return json.setCharacterEscapes(new InHtml());
    }

    /** Writes everything. */
    static void write(
            JsonGenerator json,
            Conditions conditions,
            MatrixLayout layout,
            Collection<ReportedRun> runs,
            Gallery gallery)
            throws IOException {
        new PageJson(json, runs, gallery.drawn()).write(conditions, layout, gallery.leftOut());
        json.flush();
    }

    private void write(Conditions conditions, MatrixLayout layout, int leftOut) throws IOException {
        json.writeStartObject();
        json.writeStringField("version", conditions.version());
        json.writeStringField("kernel", conditions.kernel());
        json.writeStringField("os", conditions.os());
        json.writeNumberField("seed", conditions.seed());
        long controls = runs.stream().filter(ReportedRun::isControl).count();
        json.writeNumberField("runs", runs.size() - controls);
        json.writeNumberField("controls", controls);
        json.writeNumberField(
                "unexpected", runs.stream().filter(run -> !run.asExpected()).count());
        json.writeBooleanField("expecting", runs.stream().anyMatch(run -> run.expected() != null));
        matrix(layout);
        json.writeNumberField("picturesLeftOut", leftOut);
        json.writeArrayFieldStart("pictures");
        for (Drawn each : drawn) {
            pictures.write(each);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void matrix(MatrixLayout layout) throws IOException {
        json.writeArrayFieldStart("columns");
        for (Column column : layout.columns()) {
            json.writeString(column.title());
        }
        json.writeEndArray();
        json.writeArrayFieldStart("matrix");
        for (String scenario : layout.scenarios()) {
            json.writeStartObject();
            json.writeStringField("scenario", scenario);
            json.writeArrayFieldStart("cells");
            for (Column column : layout.columns()) {
                json.writeStartArray();
                for (String writer : column.members().getOrDefault(scenario, List.of())) {
                    cell(scenario, writer);
                }
                json.writeEndArray();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void cell(String scenario, String writer) throws IOException {
        List<ReportedRun> here = new ArrayList<>();
        Verdict worst = null;
        boolean unexpected = false;
        for (ReportedRun run : runsOfCell.getOrDefault(List.of(scenario, writer), List.of())) {
            unexpected |= !run.asExpected();
            if (!run.isControl()) {
                Verdict verdict = run.result().verdict();
                worst = worst == null ? verdict : worst.orWorse(verdict);
            }
            if (!run.isControl() || !run.asExpected()) {
                here.add(run);
            }
        }
        if (worst == null) {
            return;
        }
        json.writeStartObject();
        json.writeStringField("writer", writer);
        pictures.verdict(worst);
        json.writeBooleanField("unexpected", unexpected);
        json.writeArrayFieldStart("runs");
        for (ReportedRun run : here.subList(0, Math.min(here.size(), RUNS_PER_CELL))) {
            run(run);
        }
        json.writeEndArray();
        json.writeNumberField("runsLeftOut", Math.max(0, here.size() - RUNS_PER_CELL));
        json.writeEndObject();
    }

    private void run(ReportedRun run) throws IOException {
        json.writeStartObject();
        json.writeStringField("variant", run.result().variant());
        json.writeNumberField("seed", run.result().seed());
        json.writeBooleanField("control", run.isControl());
        pictures.verdict(run.result().verdict());
        json.writeBooleanField("asExpected", run.asExpected());
        json.writeNumberField("picture", pictureOf(run));
        json.writeEndObject();
    }

    private int pictureOf(ReportedRun run) {
        for (int i = 0; i < drawn.size(); i++) {
            if (sameRun(drawn.get(i).run(), run)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean sameRun(ReportedRun a, ReportedRun b) {
        return a.result().seed() == b.result().seed()
                && a.result().phase().equals(b.result().phase())
                && a.result().variant().equals(b.result().variant())
                && a.result().scenario().equals(b.result().scenario())
                && a.result().writer().equals(b.result().writer());
    }
}
