package pipefault.timeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pipefault.timeline.Picture.Kind;
import pipefault.timeline.Picture.Line;
import pipefault.timeline.Picture.Row;
import pipefault.timeline.Picture.Span;
import pipefault.timeline.Picture.SpanKind;
import pipefault.timeline.Picture.Wait;

/** Tells in sentences how a run came to its verdict: what was injected, who held and waited for what, whose memory it was. */
final class Story {

    /** So many injected answers are told; a fault may fire thousands of times. */
    private static final int INJECTED_MAX = 4;

    /** So many writes and ends of writes before a wrong byte. */
    private static final int DATA_MAX = 8;

    private static final Pattern OPERATION = Pattern.compile("\\bop-\\d+\\b");
    private static final Pattern PLACE = Pattern.compile("\\(by [^()]*, at ([^()]+)\\)");

    private final List<Row> rows;
    private final List<Span> spans;
    private final List<Line> lines = new ArrayList<>();

    private Story(List<Row> rows, List<Span> spans) {
        this.rows = rows;
        this.spans = spans;
    }

    /**
     * Tells it.
     *
     * @param evidence the findings that decide, by the row where each happened; in the order in which they are told
     * @param looked the row at which the waits were looked at
     * @param ending how it went on; empty if there is nothing to say
     */
    static List<Line> of(
            List<Row> rows,
            List<Span> spans,
            Map<Integer, List<String>> evidence,
            Waits.Found waits,
            int looked,
            String ending) {
        Story story = new Story(rows, spans);
        story.injected();
        story.operations(evidence);
        story.data(evidence);
        story.waits(waits.all(), waits.circle(), looked);
        evidence.forEach((row, texts) -> texts.forEach(text -> story.finding(row, text)));
        if (!ending.isEmpty()) {
            story.lines.add(new Line(ending, -1));
        }
        story.lines.sort(Comparator.comparingInt(line -> line.row() < 0 ? Integer.MAX_VALUE : line.row()));
        return story.lines;
    }

    private void injected() {
        int told = 0;
        int more = 0;
        int first = -1;
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            if (!row.injected()) {
                continue;
            }
            if (told == INJECTED_MAX) {
                more++;
                first = first < 0 ? i : first;
                continue;
            }
            told++;
            lines.add(new Line(fault(row), i));
        }
        if (more > 0) {
            lines.add(new Line("and " + more + " more " + (more == 1 ? "thing" : "things") + " that faults do", first));
        }
    }

    private static String fault(Row row) {
        if (row.answer().isEmpty()) {
            return (row.lane().isEmpty() ? "" : row.lane() + ": ") + row.title() + " (by a fault).";
        }
        return "A fault answers " + name(row) + " by " + row.lane() + ": " + row.answer() + ".";
    }

    private static String name(Row row) {
        return row.title() + (row.call() > 0 ? " (call " + row.call() + ")" : "");
    }

    /** Tells of the operations that the findings speak of when they became the kernel's, and when they ended. */
    private void operations(Map<Integer, List<String>> evidence) {
        Map<String, Integer> named = new LinkedHashMap<>();
        evidence.forEach((row, texts) -> texts.forEach(text -> {
            Matcher operation = OPERATION.matcher(text);
            if (operation.find()) {
                named.merge(operation.group(), row, Math::min);
            }
        }));
        named.forEach((operation, row) -> {
            for (Span span : spans) {
                if (span.kind() == SpanKind.OPERATION && span.name().equals(operation) && span.isAt(row)) {
                    operation(span);
                }
            }
        });
    }

    private void operation(Span span) {
        Row start = rows.get(span.from());
        lines.add(new Line(
                name(start) + " by " + start.lane() + " is pending: from here on the memory of " + span.name()
                        + " belongs to the kernel.",
                span.from()));
        if (span.open()) {
            lines.add(new Line("At the end the kernel still owns " + span.name() + ".", span.to()));
        } else if (span.released() >= 0) {
            lines.add(new Line(
                    "Only here does the kernel end " + span.name() + ", and writes to memory that was given back: "
                            + rows.get(span.to()).title() + ".",
                    span.to()));
        }
    }

    /** Tells which writes led to bytes that the peer should not have got: the last few before it got them. */
    private void data(Map<Integer, List<String>> evidence) {
        for (int row : evidence.keySet()) {
            if (rows.get(row).kind() != Kind.PEER) {
                continue;
            }
            int told = 0;
            for (int i = row - 1; i >= 0 && told < DATA_MAX; i--) {
                Row each = rows.get(i);
                boolean write = each.call() > 0 && each.title().equals("WriteFile");
                if (write && !each.injected()) {
                    lines.add(new Line(
                            name(each) + " by " + each.lane() + " (" + each.arguments() + "): " + each.answer() + ".",
                            i));
                } else if (each.kind() == Kind.PEER
                        || (each.kind() == Kind.KERNEL && each.title().contains(" ends: "))) {
                    lines.add(new Line((each.kind() == Kind.PEER ? "The peer " : "") + each.title() + ".", i));
                } else {
                    continue;
                }
                told++;
            }
        }
    }

    private void finding(int row, String text) {
        Matcher place = PLACE.matcher(text);
        String where = place.find() ? ", at " + place.group(1) : "";
        String what = text.replaceAll(" \\(by [^()]*\\)", "");
        int end = what.indexOf("; ");
        what = end < 0 ? what : what.substring(0, end);
        String who = rows.get(row).lane();
        String by =
                rows.get(row).kind() == Kind.FINDING && !who.isEmpty() ? " By " + who + during(row) + where + "." : "";
        lines.add(new Line(what.substring(0, 1).toUpperCase(Locale.ROOT) + what.substring(1) + "." + by, row));
    }

    /** Says in which method of the subject a thread was, and which call it made around that time. */
    private String during(int row) {
        String lane = rows.get(row).lane();
        String step = "";
        for (int i = 0; i < row; i++) {
            Row each = rows.get(i);
            if (each.kind() == Kind.STEP && each.title().endsWith(" begins")) {
                step = each.title().substring(0, each.title().length() - " begins".length());
            } else if (each.kind() == Kind.STEP_END && each.title().startsWith(step + " ends")) {
                step = "";
            }
        }
        String in = step.isEmpty() ? "" : " in " + step;
        for (int i = row + 1; i < rows.size() && !isEnd(rows.get(i), lane); i++) {
            Row next = rows.get(i);
            if (next.lane().equals(lane) && next.call() > 0) {
                return in + ", " + (speaksOf(rows.get(row).title(), next) ? "calling " : "before ") + name(next);
            }
        }
        for (int i = row - 1; i >= 0; i--) {
            if (rows.get(i).lane().equals(lane) && rows.get(i).call() > 0) {
                return in + ", after " + name(rows.get(i));
            }
        }
        return in;
    }

    /** Tells whether a finding is about the call that it stands in front of: it names the call, or what is given to it. */
    private static boolean speaksOf(String finding, Row call) {
        String first = finding.split(" ", 2)[0];
        return first.equals(call.title())
                || List.of(call.arguments().split(", ", -1)).contains(first);
    }

    private static boolean isEnd(Row row, String lane) {
        return row.kind() == Kind.STEP
                || (row.kind() == Kind.STEP_END && row.lane().equals(lane));
    }

    private void waits(List<Wait> waits, int circle, int looked) {
        for (int i = 0; i < waits.size(); i++) {
            Wait wait = waits.get(i);
            if (i < circle || (circle == 0 && !wait.thread().equals(Picture.PEER))) {
                lines.add(new Line(wait(wait, looked), wait.row()));
            }
        }
    }

    private String wait(Wait wait, int looked) {
        List<String> held = during(SpanKind.LOCK, wait.thread(), looked).stream()
                .map(Span::name)
                .toList();
        String holding = held.isEmpty() ? "" : ", holding " + String.join(" and ", held);
        Row begin = wait.row() < 0 ? null : rows.get(wait.row());
        boolean never = during(SpanKind.CALL, wait.thread(), looked).stream().anyMatch(Span::open);
        String inside = begin != null && begin.kind() == Kind.ENTER
                ? "enters " + name(begin) + (never ? " and does not come back" : "") + ": it "
                : "";
        String running = during(SpanKind.CALLBACK, wait.thread(), looked).stream()
                .map(span -> ", inside the callback of " + span.name())
                .findFirst()
                .orElse("");
        return wait.thread() + " " + inside + "waits for " + wait.what()
                + (wait.whom().isEmpty() ? "" : " (" + wait.whom() + ")") + holding + running + ".";
    }

    private List<Span> during(SpanKind kind, String lane, int row) {
        return spans.stream()
                .filter(span -> span.kind() == kind && span.lane().equals(lane) && span.isAt(row))
                .toList();
    }
}
