package pipefault.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import pipefault.report.Gallery.Drawn;

/** What the page of a report shows, for its script: the tables, and the runs with their pictures. */
final class PageJson {

    /** How many runs of an entry are told one by one. */
    private static final int RUNS_PER_ENTRY = 40;

    private final JsonGenerator json;
    private final PictureJson pictures;
    private final List<Drawn> drawn;

    private PageJson(JsonGenerator json, List<Drawn> drawn) {
        this.json = json;
        this.drawn = drawn;
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
    static void write(JsonGenerator json, Conditions conditions, PageOverview overview, Gallery gallery)
            throws IOException {
        new PageJson(json, gallery.drawn()).write(conditions, overview, gallery.leftOut());
        json.flush();
    }

    private void write(Conditions conditions, PageOverview overview, int leftOut) throws IOException {
        json.writeStartObject();
        json.writeStringField("version", conditions.version());
        json.writeStringField("kernel", conditions.kernel());
        json.writeStringField("os", conditions.os());
        json.writeNumberField("seed", conditions.seed());
        json.writeStringField("what", overview.what());
        json.writeStringField("outcome", overview.outcome());
        json.writeBooleanField("good", overview.good());
        json.writeStringField("hint", overview.hint());
        json.writeArrayFieldStart("tables");
        for (PageTable table : overview.tables()) {
            table(table);
        }
        json.writeEndArray();
        json.writeNumberField("picturesLeftOut", leftOut);
        json.writeArrayFieldStart("pictures");
        for (Drawn each : drawn) {
            pictures.write(each);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void table(PageTable table) throws IOException {
        json.writeStartObject();
        json.writeStringField("title", table.title());
        json.writeStringField("corner", table.corner());
        JsonReport.texts(json, "columns", table.columns());
        json.writeArrayFieldStart("rows");
        for (PageTable.Row row : table.rows()) {
            json.writeStartObject();
            json.writeStringField("label", row.label());
            json.writeArrayFieldStart("cells");
            for (List<PageTable.Entry> cell : row.cells()) {
                json.writeStartArray();
                for (PageTable.Entry entry : cell) {
                    entry(entry);
                }
                json.writeEndArray();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void entry(PageTable.Entry entry) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", entry.name());
        json.writeStringField("words", entry.words());
        json.writeStringField("tone", entry.tone().toString());
        json.writeBooleanField("marked", entry.marked());
        json.writeArrayFieldStart("runs");
        List<ReportedRun> runs = entry.runs();
        for (ReportedRun run : runs.subList(0, Math.min(runs.size(), RUNS_PER_ENTRY))) {
            run(run);
        }
        json.writeEndArray();
        json.writeNumberField("runsLeftOut", Math.max(0, runs.size() - RUNS_PER_ENTRY));
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
                && a.result().writer().equals(b.result().writer())
                // What sweeps and searches find differs in nothing else.
                && a.replay().equals(b.replay());
    }
}
