package pipefault.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import pipefault.oracle.Finding;
import pipefault.scenario.RunResult;
import pipefault.timeline.Picture.Kind;
import pipefault.timeline.Picture.Line;
import pipefault.timeline.Picture.Row;
import pipefault.timeline.Picture.Span;

/** Draws the picture of a finished run. */
public final class Draughtsman {

    private final RunResult result;
    private final RowReader reader;
    private final Decision decision;

    private Draughtsman(RunResult result) {
        this.result = result;
        reader = RowReader.of(result.trace());
        decision = new Decision(result, reader);
    }

    /** Draws everything that the trace of a run holds, and no more than so many rows of it. */
    public static Picture draw(RunResult result, int rowsMax) {
        return Cutting.to(rowsMax, new Draughtsman(result).draw());
    }

    private Picture draw() {
        List<Row> rows = new ArrayList<>(reader.rows());
        List<Span> spans = SpanReader.of(result.trace(), reader);
        Map<Integer, List<String>> evidence = evidence();
        int looked = evidence.isEmpty()
                ? rows.size() - 1
                : evidence.keySet().iterator().next();
        Waits.Found waits = Waits.of(result.lastSeen(), rows, spans, looked);
        evidence.keySet().forEach(row -> rows.set(row, rows.get(row).asEvidence()));
        List<Line> story = Story.of(rows, spans, evidence, waits, looked, ending());
        int decisive = decisive(evidence, waits);
        return new Picture(
                reader.lanes(),
                rows,
                spans,
                story,
                waits.all(),
                waits.circle(),
                decisive,
                moment(decisive, evidence, waits),
                recovery(rows),
                0);
    }

    /** Says how it went on, where it went well. */
    private String ending() {
        return switch (result.verdict()) {
            case RECOVERED -> "Afterwards the writer did its work again.";
            case UNAFFECTED -> "The owner and the peer have seen the same as without faults.";
            default -> "";
        };
    }

    /** Returns the findings that decide, by their rows. */
    private Map<Integer, List<String>> evidence() {
        Map<Integer, List<String>> byRow = new TreeMap<>();
        for (Finding finding : result.evidence()) {
            OptionalInt row = decision.decides(finding) ? decision.rowOf(finding) : OptionalInt.empty();
            if (row.isEmpty() && decision.decides(finding)) {
                row = decision.end();
            }
            row.ifPresent(
                    at -> byRow.computeIfAbsent(at, r -> new ArrayList<>()).add(finding.text()));
        }
        return byRow;
    }

    /** A deadlock is decided when the last of its threads begins to wait, and not when somebody finds out. */
    private int decisive(Map<Integer, List<String>> evidence, Waits.Found waits) {
        int closed = waits.all().subList(0, waits.circle()).stream()
                .mapToInt(Picture.Wait::row)
                .max()
                .orElse(-1);
        if (closed >= 0 && !evidence.isEmpty()) {
            return closed;
        }
        if (!evidence.isEmpty()) {
            return evidence.keySet().iterator().next();
        }
        return result.verdict().isGood() ? decision.firstInjected().orElse(-1) : -1;
    }

    private String moment(int decisive, Map<Integer, List<String>> evidence, Waits.Found waits) {
        if (decisive < 0) {
            return "";
        }
        if (evidence.isEmpty()) {
            return "here the first fault strikes";
        }
        if (waits.circle() > 0) {
            return waits.circle() == 1 ? "the thread waits for itself" : "the circle of waits is closed";
        }
        return "here it becomes " + result.verdict();
    }

    private static int recovery(List<Row> rows) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).kind() == Kind.STEP && rows.get(i).title().equals(RunResult.SUBJECT_DONE)) {
                return i;
            }
        }
        return -1;
    }
}
