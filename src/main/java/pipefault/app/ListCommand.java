package pipefault.app;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import pipefault.defects.Zoo;
import pipefault.fault.FailPoint;
import pipefault.fault.Fault;
import pipefault.fault.Outcome;
import pipefault.fault.OutcomeCatalog;
import pipefault.oracle.Oracle;
import pipefault.oracle.Verdict;
import pipefault.scenario.Scenario;
import pipefault.scenario.Variant;
import pipefault.triage.StepWords;

/** Says what there is. */
@Command(
        name = "list",
        description = "Say what there is: scenarios, writers, specimens, outcomes that Windows may give, fail points,"
                + " steps of a report.",
        footer = {"", "Example:", "  ./pipefault list scenarios"})
final class ListCommand extends Subcommand {

    private static final String SCENARIOS = """
            Scenarios

              Each with the oracles that decide it for a specimen, and its variants: their faults, and what is expected of
              which writer. Good is RECOVERED or UNAFFECTED. To run one variant: run SCENARIO/variant.
            """;

    private static final String SPECIMENS = """
            Specimens

              Writers that are defective on purpose. Each with what it does wrong, where such a defect was reported, the script
              and the faults that expose it, the verdict if every oracle decides, and an oracle that says so. To see one:
              run RUN --writer NAME, with a --fault for each fault that is not the variant's own.
            """;

    private static final String OUTCOMES = """
            What Windows may answer besides plain success

              Four columns: the action as a fault has it, how well the answer is established, what a writer owes when it
              meets it, and the source.

              asserted             by a conformance script, which runs on every kernel
              documented           by Microsoft
              possible             follows from the rest; never seen
              surface              a writer must tell its owner
              benign               a writer must not
              benign-after-cancel  it must not after a cancel of its own, and must otherwise
              benign-if-completed  it must not if the operation proves to be complete
              EV06, GR14, ...      facts: fixtures/src/main/resources/pipefault/conformance
              MS:page              Microsoft Learn
              contract:method      the Javadoc of pipefault.platform

              Any other answer needs unrealistic(...).
            """;

    private static final String STEPS = """
            Steps that a claim of a report can write out

              As a list under 'steps', the first of them 'open'. How to: docs/triage-a-report.md.
            """;

    private static final List<String> TOPICS =
            List.of("scenarios", "writers", "specimens", "outcomes", "points", "steps");

    @Parameters(
            paramLabel = "TOPIC",
            arity = "0..1",
            description = "scenarios, writers, specimens, outcomes, points or steps. Default: scenarios and writers.")
    private String topic = "";

    ListCommand(Workbench bench) {
        super(bench);
    }

    @Override
    public Integer call() {
        String text =
                switch (topic) {
                    case "" -> scenarios() + "\n" + writers();
                    case "scenarios" -> scenarios();
                    case "writers" -> writers();
                    case "specimens" -> specimens();
                    case "outcomes" -> outcomes();
                    case "points" -> points();
                    case "steps" -> steps();
                    default -> throw Refused.unknown("list", "topic", topic, TOPICS);
                };
        bench.terminal().print(text);
        return ExitCode.OK;
    }

    private String scenarios() {
        StringBuilder text = new StringBuilder(SCENARIOS);
        for (Scenario scenario : bench.catalogue().named()) {
            text.append("\n  ")
                    .append(scenario.id())
                    .append("  ")
                    .append(scenario.title())
                    .append('\n');
            text.append("    decided by ")
                    .append(String.join(
                            ", ", scenario.question().stream().map(Oracle::name).toList()))
                    .append('\n');
            for (Variant variant : scenario.variants()) {
                text.append("    ").append(variant.name()).append('\n');
                for (Fault fault : variant.plan().faults()) {
                    text.append("      ").append(fault).append('\n');
                }
                text.append("      ").append(expectations(variant)).append('\n');
            }
        }
        return text.toString();
    }

    private static String expectations(Variant variant) {
        Map<String, List<String>> byVerdict = new LinkedHashMap<>();
        variant.expected()
                .forEach((writer, verdicts) -> byVerdict
                        .computeIfAbsent(words(verdicts), v -> new ArrayList<>())
                        .add(writer));
        List<String> parts = new ArrayList<>();
        byVerdict.forEach((verdicts, writers) -> parts.add(String.join(", ", writers) + ": " + verdicts));
        return parts.isEmpty() ? "nothing is expected" : String.join("; ", parts);
    }

    private static String words(Set<Verdict> verdicts) {
        return verdicts.equals(Variant.GOOD)
                ? "good"
                : String.join(
                        " or ", verdicts.stream().map(Verdict::name).sorted().toList());
    }

    private String writers() {
        StringBuilder text = new StringBuilder("Writers\n\n");
        int width = bench.catalogue().writerNames().stream()
                .mapToInt(String::length)
                .max()
                .orElse(0);
        for (Catalogue.Writer writer : bench.catalogue().writers()) {
            String group = bench.catalogue().groupOf().get(writer.name());
            String note =
                    group == null ? " Runs when named." : group.equals(writer.name()) ? "" : " Group " + group + ".";
            text.append("  ")
                    .append(pad(writer.name(), width))
                    .append(writer.description())
                    .append(note)
                    .append('\n');
        }
        return text.toString();
    }

    private static String specimens() {
        StringBuilder text = new StringBuilder(SPECIMENS);
        for (Zoo.Entry entry : Zoo.all()) {
            text.append("\n  ").append(entry.name()).append('\n');
            line(text, "", entry.defect());
            line(text, "origin   ", entry.origin());
            if (entry.isSeen()) {
                line(text, "run      ", entry.run());
                entry.spec(entry.factory()).plan().faults().forEach(fault -> line(text, "fault    ", fault.toString()));
                line(text, "verdict  ", entry.verdict() + ", by " + entry.oracle() + searched(entry));
            } else {
                line(text, "unseen   ", entry.unseen());
            }
        }
        return text.toString();
    }

    private static String searched(Zoo.Entry entry) {
        return entry.schedules() == 0 ? "" : "; within " + entry.schedules() + " schedules of a search";
    }

    private static void line(StringBuilder text, String head, String rest) {
        text.append("    ").append(head).append(rest).append('\n');
    }

    private static String outcomes() {
        StringBuilder text = new StringBuilder(OUTCOMES);
        for (FailPoint point : FailPoint.values()) {
            text.append("\n  ").append(point).append('\n');
            OutcomeCatalog.whyNone(point)
                    .ifPresent(why -> text.append("    none: ").append(why).append('\n'));
            for (Outcome outcome : OutcomeCatalog.of(point)) {
                String action = outcome.words() + (outcome.action().isEmpty() ? " (cannot be injected)" : "");
                String only = outcome.only() == null ? "" : "; only " + outcome.only();
                text.append("    ")
                        .append(pad(action, 36))
                        .append(pad(outcome.level().toString(), 10))
                        .append(pad(outcome.obligation().toString(), 19))
                        .append(String.join(",", outcome.sources()))
                        .append(only)
                        .append('\n');
            }
        }
        return text.toString();
    }

    private static String points() {
        StringBuilder text = new StringBuilder("Fail points\n\n");
        for (FailPoint point : FailPoint.values()) {
            int count = OutcomeCatalog.of(point).size();
            text.append("  ")
                    .append(pad(point.toString(), 30))
                    .append(point.function().isPresent() ? "call of Windows" : "moment")
                    .append(count == 0 ? "" : ", " + count + (count == 1 ? " outcome" : " outcomes"))
                    .append('\n');
        }
        return text.toString();
    }

    private static String steps() {
        StringBuilder text = new StringBuilder(STEPS).append('\n');
        for (StepWords step : StepWords.values()) {
            text.append("  ")
                    .append(pad(step.template(), 38))
                    .append(step.meaning())
                    .append('\n');
        }
        StepWords.NOTES.lines().forEach(line -> text.append("\n  ").append(line));
        return text.append('\n').toString();
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()) + 2);
    }
}
