package pipefault.timeline;

import java.util.ArrayList;
import java.util.List;
import pipefault.timeline.Picture.Kind;
import pipefault.timeline.Picture.Line;
import pipefault.timeline.Picture.Row;
import pipefault.timeline.Picture.Span;
import pipefault.timeline.Picture.Wait;

/** Takes out of a picture what is too much: it keeps the beginning and what surrounds the decisive row. */
final class Cutting {

    /** The share of the rows that the beginning gets. */
    private static final int BEGINNING = 4;

    /** The share of the rest that comes after the decisive row. */
    private static final int AFTER = 4;

    private final Picture picture;

    /** What is left out: from the first of these rows on, and before the second. */
    private final int hole;

    private final int holeEnd;

    /** Where it ends. */
    private final int end;

    private Cutting(Picture picture, int rowsMax) {
        this.picture = picture;
        int all = picture.rows().size();
        int rest = rowsMax - rowsMax / BEGINNING;
        int centre = picture.decisive() < 0 ? all - 1 : picture.decisive();
        end = Math.min(all, Math.max(rowsMax, centre + 1 + rest / AFTER));
        hole = rowsMax / BEGINNING;
        holeEnd = end - rest;
    }

    /** Returns the picture with at most so many rows, and one for each place where some are missing. */
    static Picture to(int rowsMax, Picture picture) {
        return picture.rows().size() <= rowsMax ? picture : new Cutting(picture, rowsMax).cut();
    }

    private Picture cut() {
        int all = picture.rows().size();
        List<Row> rows = new ArrayList<>(picture.rows().subList(0, hole));
        if (holeEnd > hole) {
            rows.add(gap(holeEnd - hole, picture.rows().get(hole)));
        }
        rows.addAll(picture.rows().subList(Math.max(hole, holeEnd), end));
        if (end < all) {
            rows.add(gap(all - end, picture.rows().get(end)));
        }
        List<Span> spans = new ArrayList<>();
        for (Span span : picture.spans()) {
            spans.add(new Span(
                    span.kind(),
                    span.lane(),
                    row(span.from()),
                    row(span.to()),
                    span.open(),
                    span.name(),
                    row(span.released())));
        }
        return new Picture(
                picture.lanes(),
                rows,
                spans,
                picture.story().stream()
                        .map(line -> new Line(line.text(), row(line.row())))
                        .toList(),
                picture.waits().stream()
                        .map(wait -> new Wait(wait.thread(), wait.what(), wait.whom(), row(wait.row())))
                        .toList(),
                picture.circle(),
                row(picture.decisive()),
                picture.moment(),
                row(picture.recovery()),
                Math.max(0, holeEnd - hole) + all - end);
    }

    private static Row gap(int rows, Row first) {
        return new Row(
                first.nanos(),
                Picture.ALL,
                Kind.GAP,
                0,
                rows + (rows == 1 ? " event is" : " events are") + " not drawn here",
                "",
                "",
                false,
                false);
    }

    /** Returns where a row has come to; what is not drawn is where its gap is. */
    private int row(int old) {
        if (old < hole) {
            return old;
        }
        if (old < holeEnd) {
            return hole;
        }
        int shift = holeEnd > hole ? holeEnd - hole - 1 : 0;
        return Math.min(old, end) - shift;
    }
}
