package pipefault.triage;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import pipefault.explore.Hunted;
import pipefault.fault.FaultPlan;

/**
 * The source of a JUnit 5 test that pins a reproduced claim: red as long as the writer shows it, green once it is refuted.
 *
 * <p>The test asks the very question of the claim, within the bound that its smallest run needs. So it is red too where the
 * faults no longer fire, or the place is no longer reached.
 */
public final class RegressionTest {

    private RegressionTest() {}

    /** Returns the name of the file for a claim. */
    public static String fileName(Claim claim) {
        return className(claim) + ".java";
    }

    private static String className(Claim claim) {
        return "Claim" + claim.id().replace('-', '_') + "Test";
    }

    /**
     * Returns the source.
     *
     * @param answer one that has a run to show
     */
    public static String of(DefectReport report, Answer answer) {
        Claim claim = answer.claim();
        Tried shown = answer.shown().orElseThrow();
        Hunted.Quarry quarry = shown.quarry().orElseThrow();
        return String.format(
                """
                import static org.junit.jupiter.api.Assertions.assertEquals;

                import java.util.List;
                import org.junit.jupiter.api.Test;
                import pipefault.defects.Ours;
                import pipefault.scenario.SubjectFactory;
                import pipefault.triage.Answer;
                import pipefault.triage.Claim;
                import pipefault.triage.ClaimVerdict;
                import pipefault.triage.DefectReport;
                import pipefault.triage.DefectReportReader;
                import pipefault.triage.Triage;
                import pipefault.triage.TriageReport;

                /**
                 * Claim %1$s of "%2$s".
                 *
                 * <p>%3$s
                 *
                 * <p>Written by {@code pipefault triage --as-test}; yours to keep and change. It was red with
                 * {@code pipefault replay %4$s}.
                 */
                class %5$s {

                    private static final String REPORT = ""\"
                %6$s            ""\";

                    private static final int BUDGET = 50_000;

                    /** Whoever must not show it. */
                    private static SubjectFactory writer() {
                %7$s
                    }

                    @Test
                    void claim_%8$s_is_refuted() {
                        DefectReport report = DefectReportReader.read(REPORT, new Ours());
                        Claim claim = report.claims().get(0).about(writer());

                        Answer answer = new Triage(BUDGET).answer(claim);

                        assertEquals(
                                ClaimVerdict.REFUTED,
                                answer.verdict(),
                                () -> TriageReport.print(report, List.of(answer), "simulated kernel", "./pipefault replay"));
                    }
                }
                """,
                claim.id(),
                prose(report.title()),
                prose(claim.text()),
                quarry.token(),
                className(claim),
                yaml(report, claim, shown, quarry)
                        .lines()
                        .map(line -> "            " + line.replace("\\", "\\\\").replace("\"\"\"", "\\\"\"\"") + "\n")
                        .collect(Collectors.joining()),
                writer(claim),
                claim.id().replace('-', '_'));
    }

    /** What ends a comment, or begins something in Javadoc, is no part of a sentence. */
    private static String prose(String text) {
        return text.replace("*/", "* /")
                .replace("\\", "\\\\")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace("@", "&#64;");
    }

    /** A writer of ours is found by its name, one of somebody else is made. */
    private static String writer(Claim claim) {
        Class<?> type = claim.subject().getClass();
        boolean ours = type.getName().startsWith("pipefault.");
        return ours
                ? "        String name = System.getProperty(\"pipefault.writer\", \""
                        + claim.subject().name() + "\");\n" + "        return new Ours().writer(name).orElseThrow();"
                : "        return new " + type.getCanonicalName() + "();";
    }

    private static String yaml(DefectReport report, Claim claim, Tried shown, Hunted.Quarry quarry) {
        List<String> lines = new ArrayList<>();
        lines.add("title: " + quoted(report.title()));
        lines.add("origin: " + quoted(report.origin()));
        // Whoever is named here is replaced by the writer under test.
        lines.add("subject: recovering");
        lines.add("claims:");
        lines.add("  - id: " + quoted(claim.id()));
        lines.add("    text: " + quoted(claim.text()));
        lines.add("    place: " + quoted(claim.place()));
        if (claim.call() != null) {
            lines.add("    call: " + claim.call());
        }
        @Nullable FaultPlan plan = claim.plan();
        @Nullable OwnSteps steps = shown.stage().ownSteps().orElse(null);
        if (steps != null) {
            if (plan != null) {
                lines.add("    plan: " + quoted(plan.toString()));
            }
            lines.add("    steps:");
            steps.words().forEach(each -> lines.add("      - " + each));
        } else if (plan == null) {
            lines.add("    scenario: " + shown.stage());
        } else {
            lines.add("    plan: " + quoted(plan.toString()));
            lines.add("    steps: " + shown.stage().toString().replaceFirst("_bare$", ""));
        }
        lines.add("    bound: " + quarry.bound());
        lines.add("    hypothesis:");
        for (Hypothesis each : claim.anyOf()) {
            lines.add("      - shows: ["
                    + each.shows().stream()
                            .map(finding -> "{oracle: " + finding.oracle()
                                    + (finding.says().isEmpty() ? "" : ", says: " + quoted(finding.says())) + "}")
                            .collect(Collectors.joining(", "))
                    + "]");
            lines.add("        calls: ["
                    + each.calls().stream().map(Hypothesis.Call::toString).collect(Collectors.joining(", ")) + "]");
        }
        return String.join("\n", lines) + "\n";
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
