package pipefault.app;

import java.util.List;
import java.util.Optional;
import pipefault.ci.Checked;
import pipefault.ci.Checked.Outcome;
import pipefault.report.Prose;
import pipefault.triage.Answer;
import pipefault.triage.Claim;
import pipefault.triage.ClaimVerdict;
import pipefault.triage.DefectReport;
import pipefault.triage.TriageReport;
import pipefault.triage.Tried;

/** The answers to a defect report for build servers: each claim, and what is not the expected answer as a failure. */
final class TriageChecks {

    private static final int VERDICT_WIDTH = ClaimVerdict.NOT_APPLICABLE.name().length() + 2;

    private final String replay;
    private final String kernelOption;

    private TriageChecks(String replay, String kernelOption) {
        this.replay = replay;
        this.kernelOption = kernelOption;
    }

    /**
     * Returns what was checked.
     *
     * @param replay what stands before a token in a command line
     * @param kernelOption what stands behind it for the kernel that had to confirm; may be empty
     */
    static List<Checked> of(DefectReport report, List<Answer> answers, String replay, String kernelOption) {
        TriageChecks checks = new TriageChecks(replay, kernelOption);
        return answers.stream()
                .map(each -> checks.checked(report.title(), each))
                .toList();
    }

    /** Returns an overview: a line for each claim, and how many got which answer. */
    static String overview(DefectReport report, List<Answer> answers, String conditions) {
        StringBuilder text = new StringBuilder(report.title())
                .append("; ")
                .append(conditions)
                .append("\n\n");
        for (Answer each : answers) {
            text.append(each.isAsExpected() ? "  " : "! ")
                    .append(Prose.pad(each.verdict().name(), VERDICT_WIDTH))
                    .append(name(each.claim()))
                    .append('\n');
        }
        return text.append('\n')
                .append(TriageReport.summary(answers))
                .append("\n!: not the expected answer\n")
                .toString();
    }

    /** Tells whether something went wrong that is no fault of the writer. */
    static boolean isBroken(Answer answer) {
        return answer.confirmations().stream()
                .anyMatch(each -> each.result().verdict().isHarnessError());
    }

    private Checked checked(String group, Answer answer) {
        Outcome outcome = outcome(answer);
        return new Checked(
                group,
                name(answer.claim()),
                0,
                outcome,
                outcome == Outcome.PASSED ? "" : headline(answer),
                TriageReport.print(answer, replay),
                replay(answer));
    }

    private static String name(Claim claim) {
        return "claim " + claim.id() + ": " + Prose.firstLine(claim.text());
    }

    private static Outcome outcome(Answer answer) {
        if (isBroken(answer)) {
            return Outcome.BROKEN;
        }
        if (!answer.isAsExpected()) {
            return Outcome.FAILED;
        }
        return answer.verdict() == ClaimVerdict.NOT_APPLICABLE ? Outcome.SKIPPED : Outcome.PASSED;
    }

    private static String headline(Answer answer) {
        ClaimVerdict expected = answer.claim().expects();
        String instead = expected == null || expected == answer.verdict() ? "" : " (expected " + expected + ")";
        String elsewhere = answer.confirmations().stream()
                .filter(each -> !each.confirmed())
                .map(each -> "; not shown on " + each.kernel())
                .findFirst()
                .orElse("");
        return answer.verdict()
                + instead
                + elsewhere
                + why(answer).map(": "::concat).orElse("");
    }

    /** Returns what was seen; where nothing was, why that is the answer. */
    private static Optional<String> why(Answer answer) {
        return answer.shown()
                .flatMap(Tried::quarry)
                .flatMap(quarry -> quarry.result().evidence().stream().findFirst())
                .map(finding -> Prose.firstLine(finding.text()))
                .or(() -> answer.why().stream().findFirst());
    }

    /** What shows it; where nothing was found, what shows it on a writer that has the defect. */
    private String replay(Answer answer) {
        boolean elsewhere = answer.confirmations().stream().anyMatch(each -> !each.confirmed());
        return answer.shown()
                .or(() -> answer.known().stream().findFirst())
                .flatMap(Tried::quarry)
                .map(quarry -> replay + " " + quarry.token() + (elsewhere ? kernelOption : ""))
                .orElse("");
    }
}
