package pipefault.app;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import pipefault.ci.Checked;
import pipefault.ci.Checked.Outcome;
import pipefault.explore.Defect;
import pipefault.explore.SearchOutcome;
import pipefault.report.Prose;

/** A search for build servers: each kind of defect that it has found, or that it has found none, with the bound. */
final class SearchChecks {

    private static final double MILLIS = 1000;

    private final SearchOutcome outcome;
    private final List<Checked> all = new ArrayList<>();

    private SearchChecks(SearchOutcome outcome) {
        this.outcome = outcome;
    }

    /**
     * Returns what came of a search; the time that it took stands with the first.
     *
     * @param failure what went wrong on our side: then a search that has found nothing has not shown anything; or null
     * @param replay what stands before a token in a command line
     */
    static List<Checked> of(SearchSummary summary, @Nullable RuntimeException failure, String replay) {
        SearchChecks checks = new SearchChecks(summary.outcome());
        for (Defect defect : summary.outcome().findings()) {
            checks.add(
                    name(defect),
                    defect.verdict().isHarnessError() ? Outcome.BROKEN : Outcome.FAILED,
                    headline(defect),
                    summary.text(defect, replay),
                    replay + " " + defect.token());
        }
        String closing = "nothing bad found; " + summary.bound();
        if (failure != null) {
            String message = String.valueOf(failure.getMessage());
            checks.add("search", Outcome.BROKEN, Prose.firstLine(message), message, "");
        } else if (!summary.outcome().begun()) {
            checks.add(closing, Outcome.SKIPPED, "not begun", "", "");
        } else if (checks.all.isEmpty()) {
            checks.add(closing, Outcome.PASSED, "", summary.closingLine(), "");
        }
        return checks.all;
    }

    private void add(String name, Outcome result, String headline, String text, String replay) {
        long millis = all.isEmpty() ? Math.round(outcome.seconds() * MILLIS) : 0;
        all.add(new Checked(outcome.name(), name, millis, result, headline, text, replay));
    }

    private static String name(Defect defect) {
        String what = defect.symptom().isEmpty() ? defect.kind() : defect.kind() + ": " + defect.symptom();
        return defect.faultedCalls().isEmpty() ? what : what + ", fault at " + String.join(", ", defect.faultedCalls());
    }

    private static String headline(Defect defect) {
        return defect.verdict() + ": "
                + defect.evidence().stream()
                        .filter(each -> each.verdict() == defect.verdict())
                        .findFirst()
                        .map(each -> Prose.firstLine(each.text()))
                        .orElse(defect.symptom());
    }
}
