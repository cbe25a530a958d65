package pipefault.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import pipefault.defects.Writers;
import pipefault.explore.Bound;
import pipefault.explore.Deadline;
import pipefault.explore.Defect;
import pipefault.explore.Defects;
import pipefault.explore.Diverged;
import pipefault.explore.Search;
import pipefault.explore.SearchPlan;
import pipefault.explore.SearchTeam;
import pipefault.explore.Shard;
import pipefault.oracle.Verdict;
import pipefault.platform.Handle;
import pipefault.platform.Platform;
import pipefault.scenario.Listener;
import pipefault.scenario.RunSpec;
import pipefault.scenario.Scenario;
import pipefault.scenario.Subject;
import pipefault.scenario.SubjectFactory;

/** A run that cannot be made again is an error of ours, and no finding; the report says where it parts. */
class SubjectsThatTakeChanceTest {

    private static final SearchPlan PLAN = SearchPlan.exhausting(new Bound(1, 0, 0), Shard.ALL);
    private static final Deadline NEVER = Deadline.in(java.time.Duration.ofMinutes(5));

    /** The shipped writer, which makes one call more when it is opened, where a test says so. */
    private static final class Chance implements SubjectFactory {

        private final SubjectFactory shipped = Writers.asShipped();
        private final BooleanSupplier more;

        Chance(BooleanSupplier more) {
            this.more = more;
        }

        @Override
        public String name() {
            return "chance";
        }

        @Override
        public boolean ownsHandle() {
            return shipped.ownsHandle();
        }

        @Override
        public Subject open(Platform platform, Handle pipe, Listener listener) {
            if (more.getAsBoolean()) {
                boolean unused = platform.win32()
                        .closeHandle(
                                platform.win32().createEvent(false, false, null).rawHandle())
                        .ok();
            }
            return shipped.open(platform, pipe, listener);
        }
    }

    /** True every third time: a run opens two writers, so no two runs in a row are alike. */
    private static final class Changing implements BooleanSupplier {
        private int times;

        @Override
        public boolean getAsBoolean() {
            return times++ % 3 == 0;
        }
    }

    private static RunSpec spec(SubjectFactory writer) {
        Scenario plain = Catalogue.ofDefects().plain();
        return new RunSpec(plain, plain.variant("all-methods").orElseThrow(), writer, 1, null);
    }

    private static Typed explore(SubjectFactory writer) {
        Catalogue all = Catalogue.ofDefects();
        Catalogue catalogue = new Catalogue(
                all.scenarios(), List.of(new Catalogue.Writer(writer, "for a test")), Map.of(), all.wholeClaim());
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Terminal terminal = new Terminal(new PrintWriter(out, true), new PrintWriter(err, true), Typed.onLinux());
        int exitCode = Main.execute(
                new Workbench(catalogue, FakeKernels.asExpected(), Typed.onLinux(), terminal),
                "explore",
                "--writer",
                "chance",
                "--bound",
                "1,0,0",
                "--workers",
                "1");
        return new Typed(exitCode, out.toString(), err.toString());
    }

    @Test
    void a_bad_run_that_is_another_one_at_once_ends_the_search_with_the_first_difference() {
        Typed typed = explore(new Chance(new Changing()));

        assertThat(typed.exitCode()).as(typed.out()).isEqualTo(ExitCode.HARNESS_ERROR);
        assertThat(typed.err())
                .containsPattern("first difference at call [0-9]+:\n +CallRecord\\[.*\n +CallRecord\\[")
                .contains("a subject may take nothing from elsewhere");
        assertThat(typed.out()).doesNotContain("MISREPORTED");
    }

    @Test
    void a_twin_that_makes_the_same_call_each_time_is_searched_like_any_other() {
        Typed typed = explore(new Chance(() -> true));

        assertThat(typed.exitCode()).as(typed.err()).isEqualTo(ExitCode.FINDING);
        assertThat(typed.out()).contains("MISREPORTED  plain/all-methods, chance: ");
    }

    /** What a search has come to whose writer begins to take chance when it was searched. */
    private static List<Defect> changedAfterwards(BooleanSupplier then, boolean shrinking) {
        BooleanSupplier[] more = {() -> false};
        RunSpec spec = spec(new Chance(() -> more[0].getAsBoolean()));
        try (SearchTeam team = new SearchTeam(List.of(new Search(spec, PLAN)))) {
            team.work(() -> false, standing -> {});
            assertThat(team.failure()).isNull();
            assertThat(team.standing().sightings()).isNotEmpty();
            more[0] = then;
            List<Defect> defects = Defects.of(spec, PLAN, team, NEVER, () -> !shrinking);
            Optional<Throwable> failure = Optional.ofNullable(team.failure());
            assertThat(failure.filter(Diverged.class::isInstance).isPresent()).isEqualTo(shrinking);
            return defects;
        }
    }

    @Test
    void a_bad_run_that_is_another_one_later_is_told_as_our_error() {
        assertThat(changedAfterwards(new Changing(), true)).isNotEmpty().allSatisfy(defect -> {
            assertThat(defect.verdict()).isEqualTo(Verdict.HARNESS_ERROR);
            assertThat(defect.evidence())
                    .singleElement()
                    .satisfies(finding ->
                            assertThat(finding.text()).contains("the same decisions have led to another run"));
        });
    }

    @Test
    void the_whole_trace_counts_even_where_the_run_shows_the_same() {
        assertThat(changedAfterwards(() -> true, false))
                .isNotEmpty()
                .allSatisfy(defect -> assertThat(defect.evidence())
                        .singleElement()
                        .satisfies(finding -> assertThat(finding.text()).contains(" before, and ", "now again")));
    }
}
