package pipefault.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import pipefault.explore.SweepCell;
import pipefault.explore.SweepCell.Broke;
import pipefault.explore.SweepCell.State;
import pipefault.explore.SweepCell.When;
import pipefault.explore.SweepResult;

/** The map of a sweep as text: a row for each answer of a call, a column for once and one for from then on. */
public final class SweepReport {

    private static final int WIDTH = 100;
    private static final String GAP = "  ";
    private static final String IMPOSSIBLE = "impossible";

    private final StringBuilder text = new StringBuilder();
    private final SweepResult result;
    private final Palette palette;
    private final List<Row> rows = new ArrayList<>();
    private final int callWidth;
    private final int outcomeWidth;
    private final int cellWidth;

    private SweepReport(SweepResult result, Palette palette) {
        this.result = result;
        this.palette = palette;
        List<SweepCell> cells = result.cells();
        for (int i = 0; i < cells.size(); i += 2) {
            rows.add(new Row(cells.get(i), cells.get(i + 1)));
        }
        callWidth = width(shown().stream().map(Row::call).toList(), "call");
        outcomeWidth = width(shown().stream().map(Row::outcome).toList(), "outcome");
        cellWidth = (WIDTH - callWidth - outcomeWidth - 3 * GAP.length()) / 2;
    }

    /** What became of one answer of a call: the two cells stand next to each other in the map. */
    private record Row(SweepCell once, SweepCell persistent) {

        String call() {
            return once.call().toString();
        }

        String outcome() {
            return once.outcome();
        }

        boolean isImpossible() {
            return once.state() == State.IMPOSSIBLE && persistent.state() == State.IMPOSSIBLE;
        }
    }

    /** Returns the map with what is impossible below it, some lines that end with a line feed. */
    public static String print(SweepResult result, Palette palette) {
        return new SweepReport(result, palette).print();
    }

    private String print() {
        text.append(result.scenario())
                .append('/')
                .append(result.variant())
                .append(", ")
                .append(result.writer())
                .append("\n\n");
        List<Row> shown = shown();
        if (!shown.isEmpty()) {
            table(shown);
        }
        impossible();
        return text.toString();
    }

    private List<Row> shown() {
        return rows.stream().filter(row -> !row.isImpossible()).toList();
    }

    private static int width(List<String> words, String title) {
        return words.stream().mapToInt(String::length).reduce(title.length(), Math::max);
    }

    private void table(List<Row> shown) {
        line("call", "outcome", "once", "from then on");
        line("-".repeat(callWidth), "-".repeat(outcomeWidth), "-".repeat(cellWidth), "-".repeat(cellWidth));
        String last = "";
        for (Row row : shown) {
            List<String> once = lines(row.once());
            List<String> persistent = lines(row.persistent());
            for (int i = 0; i < Math.max(once.size(), persistent.size()); i++) {
                text.append(Prose.pad(i == 0 && !row.call().equals(last) ? row.call() : "", callWidth))
                        .append(GAP)
                        .append(Prose.pad(i == 0 ? row.outcome() : "", outcomeWidth))
                        .append(GAP)
                        .append(painted(row.once(), once, i))
                        .append(GAP)
                        .append(painted(row.persistent(), persistent, i));
                endLine();
            }
            last = row.call();
        }
        text.append('\n');
    }

    private void line(String call, String outcome, String once, String persistent) {
        text.append(Prose.pad(call, callWidth))
                .append(GAP)
                .append(Prose.pad(outcome, outcomeWidth))
                .append(GAP)
                .append(Prose.pad(once, cellWidth))
                .append(GAP)
                .append(persistent);
        endLine();
    }

    /** Columns that stay empty leave no blanks at the end of a line. */
    private void endLine() {
        while (text.charAt(text.length() - 1) == ' ') {
            text.setLength(text.length() - 1);
        }
        text.append('\n');
    }

    private List<String> lines(SweepCell cell) {
        return Prose.wrap(words(cell, result.isWhatIf()), cellWidth);
    }

    /**
     * Returns what became of a cell, in a few words.
     *
     * @param whatIf whether the map only says what would be tested
     */
    public static String words(SweepCell cell, boolean whatIf) {
        return switch (cell.state()) {
            case UNTESTED -> whatIf ? cell.runsAhead() + " runs" : "untested";
            case SURVIVED -> "survived " + cell.fired() + " of " + cell.fired();
            case BROKE -> broke(cell);
            case IMPOSSIBLE -> IMPOSSIBLE;
        };
    }

    /** Where nothing has fired and the run was bad all the same, the fault is not the cause. */
    private static String broke(SweepCell cell) {
        List<Integer> unfired = cell.broke().stream()
                .filter(each -> !each.fired())
                .map(Broke::occurrence)
                .toList();
        return "broke " + cell.broke().size() + " of " + (cell.fired() + unfired.size()) + ": "
                + verdicts(cell.broke())
                + (unfired.isEmpty() ? "" : "; nothing fired at " + ranges(unfired));
    }

    private String painted(SweepCell cell, List<String> lines, int number) {
        String line = number < lines.size() ? lines.get(number) : "";
        UnaryOperator<String> paint =
                switch (cell.state()) {
                    case SURVIVED -> palette::good;
                    case BROKE -> palette::alarming;
                    default -> UnaryOperator.identity();
                };
        return (line.isEmpty() ? "" : paint.apply(line)) + " ".repeat(cellWidth - line.length());
    }

    /** Names the calls at which each verdict was seen, those in a row as a range. */
    private static String verdicts(List<Broke> broke) {
        Map<String, List<Integer>> calls = new LinkedHashMap<>();
        broke.forEach(each -> calls.computeIfAbsent(each.verdict().name(), verdict -> new ArrayList<>())
                .add(each.occurrence()));
        return calls.entrySet().stream()
                .map(entry -> entry.getKey() + " at " + ranges(entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String ranges(List<Integer> numbers) {
        List<String> ranges = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < numbers.size(); i++) {
            boolean ends = i == numbers.size() - 1 || numbers.get(i + 1) != numbers.get(i) + 1;
            if (ends) {
                ranges.add("#" + numbers.get(start) + (start == i ? "" : "-" + numbers.get(i)));
                start = i + 1;
            }
        }
        return String.join(" ", ranges);
    }

    /** What a call in the table cannot be made to answer stands by the call; calls that are not there, by the reason. */
    private void impossible() {
        Map<String, Set<String>> paragraphs = new LinkedHashMap<>();
        Set<String> shown = shown().stream().map(Row::call).collect(Collectors.toSet());
        for (Row row : rows) {
            for (SweepCell cell : List.of(row.once(), row.persistent())) {
                if (cell.state() != State.IMPOSSIBLE) {
                    continue;
                }
                boolean inTable = shown.contains(row.call());
                String half = row.isImpossible() ? " " : " " + words(cell.when()) + " ";
                paragraphs
                        .computeIfAbsent(inTable ? row.call() : cell.reason(), lead -> new LinkedHashSet<>())
                        .add(inTable ? row.outcome() + half + "(" + cell.reason() + ")" : row.call());
            }
        }
        text.append(paragraphs.isEmpty() ? "" : IMPOSSIBLE + "\n");
        paragraphs.forEach((lead, all) -> {
            List<String> lines = Prose.wrap(lead + ": " + String.join(", ", all), WIDTH - 2 * GAP.length());
            for (int i = 0; i < lines.size(); i++) {
                text.append(i == 0 ? GAP : GAP + GAP).append(lines.get(i)).append('\n');
            }
        });
    }

    private static String words(When when) {
        return when == When.ONCE ? "once" : "from then on";
    }
}
