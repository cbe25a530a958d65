package pipefault.app;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import pipefault.certification.KernelRecord;
import pipefault.certification.RecordComparison;
import pipefault.conformance.CaseResult;
import pipefault.conformance.Fact;
import pipefault.conformance.Facts;
import pipefault.report.Prose;

/** What is recorded of kernels, and what is new in a record, in words. */
final class DivergencesText {

    private static final int NAMED_MAX = 20;
    private static final String INDENT = "      ";

    private final StringBuilder text = new StringBuilder();

    private DivergencesText() {}

    /** Returns in what each recorded kernel differs from the facts. */
    static String recorded(String program) {
        DivergencesText all = new DivergencesText();
        KernelRecord windows = KernelRecord.ofWindows().orElse(null);
        Stream.of(KernelRecord.ofWine(), windows).filter(Objects::nonNull).forEach(all::record);
        if (windows == null) {
            all.text
                    .append("Windows: not recorded yet; ")
                    .append(program)
                    .append(" divergences --import conformance.json takes in what the\n  workflow keeps of its Windows"
                            + " runner\n\n");
        }
        return all.text
                .append("sources, and where the documentation differs: docs/divergences.md\n")
                .toString();
    }

    private void record(KernelRecord record) {
        List<Fact> facts = Facts.all();
        List<Fact> differing = facts.stream()
                .filter(fact ->
                        record.result(fact.id()).filter(CaseResult::holds).isEmpty())
                .toList();
        text.append(record.name())
                .append(" (")
                .append(record.os())
                .append("): ")
                .append(facts.size() - differing.size())
                .append(" of ")
                .append(Prose.counted(facts.size(), "fact"))
                .append(" hold\n");
        differing.forEach(fact -> {
            title(fact);
            said(record.name(), record.result(fact.id()));
        });
        text.append('\n');
    }

    /** Returns what is new in a record. */
    static String compared(RecordComparison comparison, String name) {
        DivergencesText all = new DivergencesText();
        all.compare(comparison, name);
        return all.text.toString();
    }

    private void compare(RecordComparison comparison, String name) {
        KernelRecord fresh = comparison.fresh();
        KernelRecord recorded = comparison.recorded();
        text.append(name)
                .append(": ")
                .append(fresh.name())
                .append(" (")
                .append(fresh.os())
                .append("), ")
                .append(fresh.cases().size())
                .append(" of ")
                .append(Prose.counted(comparison.facts().size(), "fact"))
                .append(", by Pipefault ")
                .append(fresh.version())
                .append('\n');
        text.append(
                recorded == null
                        ? "held against the facts, because nothing is recorded of this kernel yet\n"
                        : "held against what is recorded of " + recorded.name() + " (" + recorded.os() + ")\n");
        for (RecordComparison.Change change : comparison.changes()) {
            title(change.fact());
            if (recorded != null) {
                said("recorded", change.before());
            }
            said("now", Optional.of(change.now()));
        }
        notAsked(comparison.notAsked());
        int changes = comparison.changes().size();
        text.append('\n')
                .append(
                        recorded == null
                                ? Prose.counted(changes, "difference") + " from the facts\n"
                                : Prose.counted(changes, "difference") + " from what is recorded\n");
    }

    private void title(Fact fact) {
        text.append("  ").append(fact.id()).append("  ").append(fact.title()).append('\n');
    }

    private void said(String who, Optional<CaseResult> result) {
        if (result.isEmpty()) {
            text.append(INDENT).append(who).append(": not asked\n");
        } else if (result.get().holds()) {
            text.append(INDENT).append(who).append(": as stated\n");
        } else if (RecordComparison.steps(result.get()).findAny().isEmpty()) {
            text.append(INDENT)
                    .append(who)
                    .append(": ")
                    .append(result.get().detail())
                    .append('\n');
        } else {
            RecordComparison.steps(result.get())
                    .forEach(step -> text.append(INDENT)
                            .append(who)
                            .append(": ")
                            .append(step.command())
                            .append(" -> ")
                            .append(step.got())
                            .append("  (Windows: ")
                            .append(step.expected())
                            .append(")\n"));
        }
    }

    private void notAsked(List<Fact> facts) {
        if (facts.isEmpty()) {
            return;
        }
        List<String> named = facts.stream().limit(NAMED_MAX).map(Fact::id).toList();
        String words = "not asked: " + String.join(", ", named)
                + (facts.size() > NAMED_MAX ? ", and " + (facts.size() - NAMED_MAX) + " more" : "");
        Prose.wrap(words, 98).forEach(line -> text.append("  ").append(line).append('\n'));
    }

    /** Returns which two kernels would be mixed. */
    static String names(RecordComparison comparison) {
        @Nullable KernelRecord recorded = comparison.recorded();
        return recorded == null
                ? ""
                : ": " + recorded.name() + " (" + recorded.os() + ") instead of "
                        + comparison.fresh().name() + " (" + comparison.fresh().os() + ")";
    }
}
