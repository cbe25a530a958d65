package pipefault.triage;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import pipefault.oracle.Verdict;
import pipefault.triage.Judgement.NearbyJudgement;
import pipefault.triage.Judgement.Shown;

/** Prints what became of a defect report: a line per claim, then what it rests on and the command that shows it. */
public final class TriageReport {

    private static final int VERDICT_WIDTH = ClaimVerdict.NOT_APPLICABLE.name().length();
    private static final String INDENT = " ".repeat(4 + VERDICT_WIDTH + 2);

    private TriageReport() {}

    /**
     * Returns the report, lines that end with a line feed.
     *
     * @param conditions a few words on kernel and seed
     * @param command gives the command line that runs a scenario
     */
    public static String print(
            DefectReport report, List<Judgement> judgements, String conditions, Function<String, String> command) {
        StringBuilder text = new StringBuilder();
        text.append(report.title()).append("; ").append(conditions).append('\n');
        for (Judgement judgement : judgements) {
            claim(text, judgement, command);
        }
        return text.append('\n').append(summary(judgements)).append('\n').toString();
    }

    private static void claim(StringBuilder text, Judgement judgement, Function<String, String> command) {
        text.append('\n');
        line(
                text,
                Integer.toString(judgement.claim().number()),
                judgement.verdict(),
                judgement.claim().says());
        text.append(INDENT)
                .append('"')
                .append(judgement.claim().title())
                .append("\", ")
                .append(judgement.claim().place())
                .append('\n');
        for (Shown shown : judgement.shown()) {
            text.append(INDENT).append(words(shown, " ")).append('\n');
        }
        if (judgement.verdict() != ClaimVerdict.REPRODUCED) {
            for (Shown shown : judgement.known()) {
                text.append(INDENT)
                        .append(words(shown, " has the claimed defect and "))
                        .append('\n');
            }
        }
        commands(judgement, command)
                .forEach(each -> text.append(INDENT).append(each).append('\n'));
        for (NearbyJudgement nearby : judgement.nearby()) {
            line(text, "", nearby.verdict(), "nearby: " + nearby.nearby().says());
            text.append(INDENT).append(words(nearby.shown(), " ")).append('\n');
            text.append(INDENT)
                    .append(
                            nearby.verdict() == ClaimVerdict.REPRODUCED
                                    ? nearby.shown().replay()
                                    : command.apply(nearby.nearby().scenario()))
                    .append('\n');
        }
    }

    private static void line(StringBuilder text, String number, ClaimVerdict verdict, String says) {
        text.append(pad(number, 4))
                .append(pad(verdict.name(), VERDICT_WIDTH + 2))
                .append(says)
                .append('\n');
    }

    /** A reproduced claim is shown by the run that reproduces it, any other by all runs of its scenarios. */
    private static List<String> commands(Judgement judgement, Function<String, String> command) {
        List<String> commands = new ArrayList<>();
        if (judgement.verdict() == ClaimVerdict.REPRODUCED) {
            judgement.shown().stream()
                    .filter(shown -> shown.worst() != null && !shown.worst().isGood())
                    .forEach(shown -> commands.add(shown.replay()));
        } else {
            judgement.claim().scenarios().forEach(scenario -> commands.add(command.apply(scenario)));
        }
        return commands;
    }

    private static String words(Shown shown, String link) {
        Verdict worst = shown.worst();
        String what = worst != null
                ? "shows " + worst
                : shown.replay().isEmpty() ? "was not run" : "has a control run that is not perfect";
        return shown.scenario() + ": " + shown.writer() + link + what;
    }

    private static String words(ClaimVerdict verdict) {
        return switch (verdict) {
            case REPRODUCED -> "reproduced";
            case REFUTED -> "refuted as stated";
            case NOT_APPLICABLE -> "not applicable";
            case INCONCLUSIVE -> "inconclusive";
        };
    }

    private static String summary(List<Judgement> judgements) {
        List<String> parts = new ArrayList<>();
        for (ClaimVerdict verdict : ClaimVerdict.values()) {
            long count = judgements.stream().filter(j -> j.verdict() == verdict).count();
            if (count > 0) {
                parts.add(count + " " + words(verdict));
            }
        }
        long found = judgements.stream()
                .flatMap(judgement -> judgement.nearby().stream())
                .filter(nearby -> nearby.verdict() == ClaimVerdict.REPRODUCED)
                .count();
        return judgements.size()
                + (judgements.size() == 1 ? " claim: " : " claims: ")
                + String.join(", ", parts)
                + (found == 0 ? "" : "; nearby " + found + " that the report does not name");
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
