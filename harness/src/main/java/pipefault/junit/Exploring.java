package pipefault.junit;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.ExtensionContext;
import pipefault.explore.Deadline;
import pipefault.explore.Defect;
import pipefault.explore.Defects;
import pipefault.explore.Search;
import pipefault.explore.SearchPlan;
import pipefault.explore.SearchTeam;
import pipefault.explore.Standing;
import pipefault.explore.Way;
import pipefault.fault.FaultPlan;
import pipefault.report.FailureReport;
import pipefault.report.FailureReport.Detail;
import pipefault.report.Prose;
import pipefault.report.ReportedRun;
import pipefault.scenario.HarnessError;
import pipefault.scenario.RunResult;
import pipefault.scenario.RunSpec;
import pipefault.scenario.Variant;

/** Searches many schedules of a body, and tells of all kinds of findings at once. */
record Exploring(Declaration declaration, SearchPlan plan) implements Playing {

    /** How long findings are made smaller, in real time. */
    private static final Duration SHRINKING = Duration.ofSeconds(60);

    @Override
    public void play(TestBody body, ExtensionContext context) throws Throwable {
        RunSpec spec = declaration.spec(body.script(), FaultPlan.NONE);
        try (SearchTeam team = new SearchTeam(List.of(new Search(spec, plan)))) {
            team.begin(() -> false);
            team.work(() -> false, standing -> {});
            body.throwIfAborted();
            RuntimeException failure = team.failure();
            if (failure != null) {
                throw new HarnessError(
                        "the search of " + declaration.place() + " failed: " + failure.getMessage(), failure);
            }
            List<Defect> defects = Defects.of(spec, plan, team, Deadline.in(SHRINKING), () -> false);
            tell(spec, team.standing(), defects, context);
        }
    }

    private void tell(RunSpec spec, Standing standing, List<Defect> defects, ExtensionContext context)
            throws Throwable {
        String coverage = coverage(standing);
        context.publishReportEntry("pipefault", coverage);
        if (defects.isEmpty()) {
            Assumptions.assumeTrue(
                    standing.unclear() < standing.runs(), () -> "not applicable, nothing was shown: " + coverage);
            return;
        }
        String brief = text(spec, coverage, defects, Detail.BRIEF);
        AssertionError failure = new AssertionError(brief);
        Settlement.attach(context, text(spec, coverage, defects, Detail.FULL), failure);
        throw failure;
    }

    private String coverage(Standing standing) {
        return Prose.counted(standing.runs(), "schedule") + ", "
                + (standing.bad() == 0 ? "none bad" : standing.bad() + " bad")
                + (standing.unclear() == 0 ? "" : ", " + standing.unclear() + " that show nothing")
                + "; bound " + plan.bound() + (standing.exhausted() ? " exhausted" : " not exhausted");
    }

    private static String text(RunSpec spec, String coverage, List<Defect> defects, Detail detail) {
        StringBuilder text = new StringBuilder();
        for (Defect defect : defects) {
            RunResult result = Search.replay(spec, Way.parse(defect.token())).result();
            String replay = "@Replay(\"" + defect.token() + "\") in the place of @Explore";
            if (text.isEmpty()) {
                text.append(FailureReport.print(ReportedRun.of(result, Variant.GOOD, 1, null, replay), detail));
                text.append("  found     ").append(coverage).append('\n');
                words(text, defect);
            } else {
                text.append("  besides   ").append(defect.verdict()).append(": ");
                text.append(defect.evidence().get(0).text().lines().findFirst().orElse(""))
                        .append('\n');
                words(text, defect);
                text.append("            ").append(replay).append('\n');
            }
        }
        return text.toString();
    }

    private static void words(StringBuilder text, Defect defect) {
        text.append("  needs     ").append(defect.words().isEmpty() ? "nothing: the default run shows it" : "");
        text.append(String.join("\n            ", defect.words())).append('\n');
    }
}
