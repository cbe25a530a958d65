package pipefault.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import pipefault.oracle.Finding;
import pipefault.oracle.Oracles;
import pipefault.oracle.Verdict;
import pipefault.scenario.RunResult;
import pipefault.scenario.RunResult.Fired;
import pipefault.trace.Trace;

/**
 * Tells of one run what a stranger needs to understand it: what happened, what we did to it, what it was doing, what
 * passed, and the line that runs it again.
 */
public final class FailureReport {

    /** The width of a trace. */
    static final int TRACE_WIDTH = 160;

    private static final int PROSE_WIDTH = 120;
    private static final int LABEL_WIDTH = 10;
    private static final String INDENT = "  ";

    /** What {@code Runner} notes of a fault that did not fire, or did so in vain; told with the faults here. */
    private static final Pattern NOTE_OF_FAULT = Pattern.compile("(did not fire|fired in vain): .*", Pattern.DOTALL);

    /** How much is told. */
    public enum Detail {
        /** The first and last rows of the trace; of an error of the harness its first line. */
        BRIEF,
        /** Everything, with times. */
        FULL
    }

    private final StringBuilder text = new StringBuilder();
    private final ReportedRun run;
    private final Detail detail;

    private FailureReport(ReportedRun run, Detail detail) {
        this.run = run;
        this.detail = detail;
    }

    /** Returns the report, some lines that end with a line feed. */
    public static String print(ReportedRun run, Detail detail) {
        return new FailureReport(run, detail).print();
    }

    /** Returns a trace as a report shows it, without what is of no interest in it; one element per line. */
    public static List<String> lines(Trace trace) {
        return TraceTable.brief(TraceExcerpt.of(trace, false), TRACE_WIDTH - INDENT.length() - LABEL_WIDTH)
                .lines();
    }

    private String print() {
        RunResult result = run.result();
        String where = result.scenario() + ", " + result.variant() + ", " + result.writer()
                + (run.isControl() ? ", control run without faults" : "");
        Prose.wrap(headline(result), PROSE_WIDTH)
                .forEach(line -> text.append(line).append('\n'));
        part("run", where + ", seed " + result.seed());
        part("verdict", result.verdict() + expectation());
        parts(
                "plan",
                result.plan().isEmpty()
                        ? List.of("none")
                        : List.of(result.plan().split("; ", -1)));
        fired(result.fired());
        parts("last seen", result.lastSeen());
        findings("evidence", result.evidence());
        findings("also seen", result.alsoSeen());
        parts("notes", told(result.notes()));
        trace(result);
        // Not wrapped: it is there to be copied.
        lines("replay", List.of(run.replay()));
        return text.toString();
    }

    /** Returns the notes without what is told with the faults. */
    static List<String> told(List<String> notes) {
        return notes.stream()
                .filter(note -> !NOTE_OF_FAULT.matcher(note).matches())
                .toList();
    }

    /** Returns what happened, in one sentence. */
    static String headline(ReportedRun run) {
        return headline(run.result());
    }

    /** Returns the verdict, what was expected instead, and what happened, in one line. */
    public static String line(ReportedRun run) {
        Set<Verdict> expected = run.expected();
        String instead = run.asExpected() || expected == null ? "" : " (expected " + words(expected) + ")";
        return run.result().verdict() + instead + ": " + headline(run);
    }

    private static String headline(RunResult result) {
        Verdict verdict = result.verdict();
        for (Finding finding : result.evidence()) {
            if (finding.verdict() == verdict && !verdict.isGood()) {
                return Prose.sentence(firstClause(Prose.firstLine(finding.text()))) + withoutFault(result);
            }
        }
        if (verdict == Verdict.NOT_EXERCISED) {
            for (Fired fired : result.fired()) {
                if (fired.times() == 0) {
                    return "The fault " + fired.fault() + " never fired.";
                }
                if (!fired.nearMiss().isEmpty()) {
                    return "The fault " + fired.fault() + " fired, but " + fired.nearMiss() + ".";
                }
            }
            return "The moment that the plan is made for did not come.";
        }
        if (verdict == Verdict.NOT_APPLICABLE) {
            return told(result.notes()).stream()
                    .findFirst()
                    .map(note -> Prose.sentence(firstClause(note)))
                    .orElse("The question does not apply to this writer.");
        }
        return verdict.isGood() ? "Nothing bad was seen." : "The run ended as " + verdict + ".";
    }

    /** Says what a reader must not miss: something went badly, and it was not the plan that brought it about. */
    private static String withoutFault(RunResult result) {
        List<Fired> faults = result.fired();
        if (faults.isEmpty()
                || result.verdict().isHarnessError()
                || faults.stream().anyMatch(f -> f.times() > 0)) {
            return "";
        }
        return faults.size() == 1
                ? " The fault " + faults.get(0).fault() + " never fired, so it is not the cause."
                : " None of the " + faults.size() + " faults fired, so the plan is not the cause.";
    }

    /** What follows a semicolon is evidence, and stands there. */
    private static String firstClause(String sentence) {
        int end = sentence.indexOf("; ");
        return end < 0 ? sentence : sentence.substring(0, end);
    }

    private String expectation() {
        Set<Verdict> expected = run.expected();
        if (expected == null) {
            return "";
        }
        return run.asExpected() ? " (as expected)" : " (expected " + words(expected) + ")";
    }

    static String words(Set<Verdict> verdicts) {
        return String.join(" or ", verdicts.stream().map(Verdict::name).toList());
    }

    private void fired(List<Fired> faults) {
        if (faults.isEmpty()) {
            return;
        }
        List<String> lines = new ArrayList<>();
        lines.add(faults.stream().filter(f -> f.times() > 0).count() + " of " + faults.size());
        for (Fired fault : faults) {
            if (fault.times() == 0) {
                lines.add(fault.fault() + " did not fire: " + fault.nearMiss());
            } else if (!fault.nearMiss().isEmpty()) {
                lines.add(fault.fault() + " fired in vain: " + fault.nearMiss());
            } else if (fault.times() > 1) {
                lines.add(fault.fault() + " fired " + fault.times() + " times");
            }
        }
        parts("fired", lines);
    }

    private void findings(String label, List<Finding> findings) {
        parts(
                label,
                findings.stream()
                        .map(f -> f.oracle() + ": " + (detail == Detail.FULL ? f.text() : Prose.firstLine(f.text())))
                        .toList());
    }

    private void trace(RunResult result) {
        if (result.trace().records().isEmpty()) {
            return;
        }
        int indent = INDENT.length() + LABEL_WIDTH;
        int width = TRACE_WIDTH - indent;
        TraceTable table = detail == Detail.FULL
                ? TraceTable.whole(result.trace(), width)
                : TraceTable.brief(TraceExcerpt.of(result.trace(), isAboutRecovery(result)), width);
        lines("trace", table.lines());
    }

    private static boolean isAboutRecovery(RunResult result) {
        return result.evidence().stream().anyMatch(finding -> finding.oracle().equals(Oracles.RECOVERY.name()));
    }

    private void part(String label, String line) {
        parts(label, List.of(line));
    }

    /** Adds a part, one wrapped paragraph per element; an empty part is left out. */
    private void parts(String label, List<String> paragraphs) {
        List<String> lines = new ArrayList<>();
        int room = PROSE_WIDTH - INDENT.length() - LABEL_WIDTH;
        for (String paragraph : paragraphs) {
            for (String line : paragraph.split("\n", -1)) {
                List<String> wrapped = Prose.wrap(line, room - INDENT.length());
                for (int i = 0; i < wrapped.size(); i++) {
                    lines.add((i == 0 ? "" : INDENT) + wrapped.get(i));
                }
            }
        }
        lines(label, lines);
    }

    private void lines(String label, List<String> lines) {
        String lead = Prose.pad(label, LABEL_WIDTH);
        for (String line : lines) {
            text.append((INDENT + lead + line).stripTrailing()).append('\n');
            lead = " ".repeat(LABEL_WIDTH);
        }
    }
}
