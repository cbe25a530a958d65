package pipefault.app;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import pipefault.explore.Defect;
import pipefault.explore.Diverged;
import pipefault.explore.Search;
import pipefault.explore.SearchOutcome;
import pipefault.explore.Way;
import pipefault.oracle.Verdict;
import pipefault.report.PageOverview;
import pipefault.report.PageTable;
import pipefault.report.PageTable.Entry;
import pipefault.report.PageTable.Row;
import pipefault.report.Prose;
import pipefault.report.ReportedRun;
import pipefault.report.Tone;
import pipefault.scenario.RunSpec;

/** What searches have found, for a page: the smallest run of each kind of defect is made again. Used by one thread. */
final class SearchPictures {

    private static final String HINT = "A cell shows the worst of what a search has found; each square is one kind of"
            + " defect, by the smallest run that shows it. What was not exhausted is neither good nor bad.";

    /** By script, then by writer, in the order of the searches. */
    private final Map<String, Map<String, Entry>> cells = new LinkedHashMap<>();

    private final Set<String> writers = new LinkedHashSet<>();
    private final String replay;
    private final Consumer<ReportedRun> sink;
    private long schedules;
    private long kinds;

    /**
     * @param replay what stands before a token in a command line
     * @param sink takes each run while its trace is at hand
     */
    SearchPictures(String replay, Consumer<ReportedRun> sink) {
        this.replay = replay;
        this.sink = sink;
    }

    /** Takes what came of a search. */
    void add(RunSpec spec, SearchSummary summary) {
        SearchOutcome outcome = summary.outcome();
        List<ReportedRun> found = outcome.findings().stream()
                .flatMap(defect -> again(spec, defect).stream())
                .toList();
        kinds += outcome.findings().size();
        schedules += outcome.schedules();
        writers.add(outcome.writer());
        cells.computeIfAbsent(outcome.scenario() + "/" + outcome.variant(), script -> new LinkedHashMap<>())
                .put(outcome.writer(), entry(summary, found));
    }

    private Optional<ReportedRun> again(RunSpec spec, Defect defect) {
        String token = defect.token();
        try {
            Search.Replayed replayed = Search.replay(spec, Way.parse(token));
            List<String> notes = replayed.departures().stream()
                    .map(each -> "departs from the default run: " + each.words())
                    .toList();
            ReportedRun run = ReportedRun.of(replayed.result().noting(notes), null, 1, token, replay + " " + token);
            sink.accept(run);
            return Optional.of(run.withoutTrace());
        } catch (Diverged diverged) {
            // Another run than the one that was found: it would show something else.
            return Optional.empty();
        }
    }

    private static Entry entry(SearchSummary summary, List<ReportedRun> found) {
        SearchOutcome outcome = summary.outcome();
        if (!outcome.begun()) {
            return new Entry("", "not begun", Tone.UNTESTED, false, found);
        }
        return outcome.findings().stream()
                .map(Defect::verdict)
                .reduce(Verdict::orWorse)
                .map(worst -> new Entry(summary.bound(), worst.name(), Tone.of(worst), true, found))
                .orElseGet(() -> new Entry(
                        summary.bound(), "none bad", outcome.exhausted() ? Tone.GOOD : Tone.NEUTRAL, false, found));
    }

    /** Returns what stands above the pictures. */
    PageOverview overview() {
        int searches = cells.values().stream().mapToInt(Map::size).sum();
        List<Row> rows = cells.entrySet().stream()
                .map(script -> new Row(
                        script.getKey(),
                        writers.stream()
                                .map(writer -> script.getValue().containsKey(writer)
                                        ? List.of(script.getValue().get(writer))
                                        : List.<Entry>of())
                                .toList()))
                .toList();
        return new PageOverview(
                (searches == 1 ? "1 search" : searches + " searches") + ", " + Prose.counted(schedules, "schedule"),
                kinds == 0 ? "nothing bad found" : kinds == 1 ? "1 kind of defect" : kinds + " kinds of defects",
                kinds == 0,
                HINT,
                List.of(new PageTable("", "script", List.copyOf(writers), rows)));
    }
}
