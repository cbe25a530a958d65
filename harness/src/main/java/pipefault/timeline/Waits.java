package pipefault.timeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pipefault.timeline.Picture.Row;
import pipefault.timeline.Picture.Span;
import pipefault.timeline.Picture.SpanKind;
import pipefault.timeline.Picture.Wait;

/** Who waited for whom when a run was found to be stuck, as {@code WaitGraph.lines} words it, with the rows where that began. */
final class Waits {

    private static final Pattern WAIT = Pattern.compile("(.+?) is waiting for (.+?)(?: \\(([^()]+)\\))?");

    private final List<Row> rows;
    private final List<Span> spans;
    private final int at;

    private Waits(List<Row> rows, List<Span> spans, int at) {
        this.rows = rows;
        this.spans = spans;
        this.at = at;
    }

    /**
     * The waits of a run.
     *
     * @param all those in a circle first, each for the next, and then the others
     * @param circle how many form the circle
     */
    record Found(List<Wait> all, int circle) {}

    /**
     * Reads the lines, and orders them.
     *
     * @param at the row at which the threads were looked at
     */
    static Found of(List<String> lastSeen, List<Row> rows, List<Span> spans, int at) {
        Waits waits = new Waits(rows, spans, at);
        Map<String, Wait> byThread = new LinkedHashMap<>();
        for (String line : lastSeen) {
            Matcher wait = WAIT.matcher(line);
            if (wait.matches()) {
                String thread = wait.group(1);
                String whom = wait.group(3) == null ? "" : wait.group(3);
                byThread.put(thread, new Wait(thread, wait.group(2), whom, waits.beganAt(thread)));
            }
        }
        List<Wait> circle = circle(byThread);
        List<Wait> all = new ArrayList<>(circle);
        byThread.values().stream().filter(wait -> !circle.contains(wait)).forEach(all::add);
        return new Found(all, circle.size());
    }

    /** Returns the waits of a circle, beginning with the one that began first; empty if there is none. */
    private static List<Wait> circle(Map<String, Wait> byThread) {
        for (Wait start : byThread.values()) {
            List<Wait> path = new ArrayList<>();
            Wait next = start;
            while (next != null && !path.contains(next)) {
                path.add(next);
                next = byThread.get(next.whom());
            }
            if (next != null) {
                List<Wait> circle = new ArrayList<>(path.subList(path.indexOf(next), path.size()));
                while (circle.stream()
                        .anyMatch(each -> each.row() < circle.get(0).row())) {
                    circle.add(circle.remove(0));
                }
                return circle;
            }
        }
        return List.of();
    }

    /** Returns the row where a thread began what it had not ended then: the innermost thing that lasts. */
    private int beganAt(String thread) {
        int began = -1;
        for (Span span : spans) {
            boolean blocks =
                    span.kind() == SpanKind.CALL || span.kind() == SpanKind.LOCK_WAIT || span.kind() == SpanKind.HELD;
            if (span.lane().equals(thread) && span.isAt(at) && blocks) {
                began = Math.max(began, span.from());
            }
        }
        return began < 0 ? lastOf(thread) : began;
    }

    private int lastOf(String thread) {
        for (int i = Math.min(at, rows.size() - 1); i >= 0; i--) {
            if (rows.get(i).lane().equals(thread)) {
                return i;
            }
        }
        return -1;
    }
}
