package pipefault.triage;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import pipefault.explore.Bound;
import pipefault.explore.Departure;
import pipefault.explore.Hunted;
import pipefault.fault.Fault;
import pipefault.fault.FaultPlan;
import pipefault.oracle.Finding;
import pipefault.report.Prose;

/** Prints what became of a defect report: the answer to each claim, then what it rests on and the command that shows it. */
public final class TriageReport {

    private static final int WIDTH = 110;
    private static final int ID_WIDTH = 6;
    private static final int VERDICT_WIDTH = ClaimVerdict.NOT_APPLICABLE.name().length() + 2;
    private static final int LABEL_WIDTH = 12;

    /** Stands for a blank at which no line ends. */
    private static final char UNBROKEN = '\u00a0';

    private static final String UNPROVEN =
            "no writer is named that really has the defect (known-by), so nothing shows that it would be seen";

    private final StringBuilder text = new StringBuilder();
    private final String replay;

    private TriageReport(String replay) {
        this.replay = replay;
    }

    /**
     * Returns the report, lines that end with a line feed.
     *
     * @param conditions a few words on kernel and budget
     * @param replay what stands before a token in a command line
     */
    public static String print(DefectReport report, List<Answer> answers, String conditions, String replay) {
        TriageReport print = new TriageReport(replay);
        print.text.append(report.title()).append("; ").append(conditions).append('\n');
        print.text.append("by ").append(report.origin()).append('\n');
        answers.forEach(print::answer);
        return print.text.append('\n').append(summary(answers)).append('\n').toString();
    }

    /**
     * Returns the answer to one claim, lines that end with a line feed.
     *
     * @param replay what stands before a token in a command line
     */
    public static String print(Answer answer, String replay) {
        TriageReport print = new TriageReport(replay);
        print.answer(answer);
        return print.text.substring(1);
    }

    private void answer(Answer answer) {
        Claim claim = answer.claim();
        text.append('\n');
        String lead =
                Prose.pad(claim.id(), ID_WIDTH) + Prose.pad(answer.verdict().name(), VERDICT_WIDTH);
        String near = claim.near().isEmpty() ? "" : "near " + claim.near() + ": ";
        for (String line : Prose.wrap(near + claim.text(), WIDTH - lead.length())) {
            text.append(lead).append(line).append('\n');
            lead = " ".repeat(lead.length());
        }
        parts("place", List.of(claim.place() + (claim.call() == null ? "" : "; " + claim.call())));
        parts(
                "as stated",
                List.of(claim.subject().name() + " shows "
                        + String.join(
                                ", or ",
                                claim.anyOf().stream().map(Hypothesis::toString).toList())));
        claim.stages().forEach(stage -> stage.ownSteps().ifPresent(steps -> steps(steps, claim.planOn(stage))));
        answer.shown().ifPresentOrElse(this::shown, () -> answer.tried().forEach(this::searched));
        parts("why", answer.why());
        answer.known().forEach(this::known);
        if (answer.verdict() == ClaimVerdict.REFUTED && answer.known().isEmpty()) {
            parts("unproven", List.of(UNPROVEN));
        }
        answer.confirmations().forEach(this::confirmed);
        if (claim.expects() != null && claim.expects() != answer.verdict()) {
            parts("expected", List.of(claim.expects().name()));
        }
    }

    private void steps(OwnSteps steps, FaultPlan plan) {
        parts(
                "steps",
                List.of(String.join(
                        "; ",
                        steps.words().stream()
                                .map(each -> each.replace(' ', UNBROKEN))
                                .toList())));
        parts("plan", plan.faults().stream().map(Fault::toString).toList());
    }

    private void shown(Tried tried) {
        Hunted.Quarry quarry = tried.quarry().orElseThrow();
        parts(
                "found",
                List.of(tried.stage().words() + ", schedule " + quarry.at() + "; "
                        + quarry.result().verdict()));
        parts(
                quarry.confirmed() ? "needs" : "at most",
                quarry.departures().isEmpty()
                        ? List.of(
                                quarry.result().plan().isEmpty()
                                        ? "nothing: the plain run shows it"
                                        : quarry.result().plan())
                        : Stream.concat(
                                        quarry.result().fired().stream()
                                                .map(fault -> fault.fault())
                                                .filter(fault -> quarry.departures().stream()
                                                        .noneMatch(each ->
                                                                each.words().equals(fault))),
                                        quarry.departures().stream().map(Departure::words))
                                .toList());
        parts("shows", findings(quarry.result().evidence()));
        parts("also seen", findings(quarry.result().alsoSeen()));
        command("replay", quarry.token());
        parts("confirmed", List.of("on simulated: made again, the same trace"));
    }

    private static List<String> findings(List<Finding> findings) {
        return findings.stream()
                .map(each -> each.oracle() + ": " + Prose.firstLine(each.text()))
                .toList();
    }

    private void searched(Tried tried) {
        Bound bound = tried.bound();
        Hunted hunted = tried.hunted();
        String end = hunted.exhausted() ? "bound " + bound + " exhausted" : "bound " + bound + " not exhausted";
        parts(
                "searched",
                List.of(tried.stage().words()
                        + (hunted.schedules() == 0
                                ? ": not played"
                                : ": " + Prose.counted(hunted.schedules(), "schedule") + " with "
                                        + (hunted.faults() == 0
                                                ? "no further fault"
                                                : Prose.counted(hunted.faults(), "further fault"))
                                        + "; " + end)));
    }

    private void known(Tried tried) {
        tried.quarry().ifPresent(quarry -> {
            parts(
                    "would show",
                    List.of(tried.writer() + ", which has the defect, shows it: "
                            + tried.stage().words() + ", schedule " + quarry.at()));
            command("", quarry.token());
        });
    }

    private void confirmed(Confirmation confirmation) {
        List<String> lines = new ArrayList<>();
        lines.add("on " + confirmation.kernel() + ": "
                + (confirmation.confirmed()
                        ? "the same is shown"
                        : "not shown; " + confirmation.result().verdict()));
        if (!confirmation.confirmed()) {
            lines.addAll(findings(confirmation.result().evidence()));
        }
        lines.addAll(confirmation.differences());
        parts(confirmation.confirmed() ? "confirmed" : "differs", lines);
    }

    private void parts(String label, List<String> paragraphs) {
        String lead = "    " + Prose.pad(label, LABEL_WIDTH);
        for (String paragraph : paragraphs) {
            String indent = "";
            for (String line : Prose.wrap(paragraph, WIDTH - lead.length() - 2)) {
                text.append(lead)
                        .append(indent)
                        .append(line.replace(UNBROKEN, ' '))
                        .append('\n');
                lead = " ".repeat(lead.length());
                indent = "  ";
            }
        }
    }

    /** Is not wrapped: it is there to be copied. */
    private void command(String label, String token) {
        text.append("    ").append(Prose.pad(label, LABEL_WIDTH));
        text.append(replay).append(' ').append(token).append('\n');
    }

    /** Returns how many claims got which answer, in one line without its end. */
    public static String summary(List<Answer> answers) {
        List<Answer> own =
                answers.stream().filter(each -> each.claim().near().isEmpty()).toList();
        List<Answer> near =
                answers.stream().filter(each -> !each.claim().near().isEmpty()).toList();
        String words = Prose.counted(own.size(), "claim") + ": " + counts(own);
        return near.isEmpty() ? words : words + "; near them " + counts(near);
    }

    private static String counts(List<Answer> answers) {
        List<String> parts = new ArrayList<>();
        for (ClaimVerdict verdict : ClaimVerdict.values()) {
            long count =
                    answers.stream().filter(each -> each.verdict() == verdict).count();
            if (count > 0) {
                parts.add(count + " " + verdict.words());
            }
        }
        return String.join(", ", parts);
    }
}
