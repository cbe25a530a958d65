package pipefault.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import pipefault.explore.SearchOutcome;
import pipefault.explore.SearchPlan;
import pipefault.report.SearchJson;
import pipefault.report.SearchRecord;
import pipefault.report.TextFile;
import pipefault.scenario.RunSpec;

/** What several searches have come to, for those who read it elsewhere than on the terminal. Used by one thread. */
final class SearchResults {

    private final Workbench bench;
    private final SearchPlan plan;
    private final long seed;
    private final List<Searched> all = new ArrayList<>();

    private record Searched(
            RunSpec spec, SearchSummary summary, @Nullable RuntimeException failure) {}

    SearchResults(Workbench bench, SearchPlan plan, long seed) {
        this.bench = bench;
        this.plan = plan;
        this.seed = seed;
    }

    /**
     * Takes what came of a search.
     *
     * @param failure what went wrong on our side; null if nothing did
     */
    void add(RunSpec spec, SearchOutcome outcome, @Nullable RuntimeException failure) {
        all.add(new Searched(spec, new SearchSummary(outcome, plan, null), failure));
    }

    /** Returns what went wrong on our side first; empty if nothing did. */
    Optional<RuntimeException> failure() {
        return all.stream().map(Searched::failure).filter(Objects::nonNull).findFirst();
    }

    List<SearchOutcome> outcomes() {
        return all.stream().map(each -> each.summary().outcome()).toList();
    }

    void writeJson(Path file) {
        FileProblem.write("--json", file, () -> TextFile.write(file, target -> SearchJson.write(record(), target)));
    }

    private SearchRecord record() {
        return new SearchRecord(Workbench.version(), plan, seed, outcomes());
    }

    /** Tells a build server. */
    void tell(BuildServer server) {
        all.forEach(each -> server.addAll(() -> SearchChecks.of(each.summary(), each.failure(), bench.replay())));
        server.finish(
                () -> all.stream().map(each -> each.summary().closingLine()).collect(Collectors.joining()));
    }

    /** Makes the smallest run of each kind of defect again, draws it, and ends the report, if there is to be one. */
    void draw(@Nullable ReportFolder folder) {
        if (folder == null) {
            return;
        }
        SearchPictures pictures = new SearchPictures(bench.replay(), folder::add);
        all.forEach(each -> pictures.add(each.spec(), each.summary()));
        String text =
                all.stream().map(each -> each.summary().text(bench.replay())).collect(Collectors.joining());
        folder.finish(directory -> directory.finish(
                text,
                pictures.overview(),
                bench.conditions(KernelName.SIMULATED, seed),
                target -> SearchJson.write(record(), target)));
    }
}
