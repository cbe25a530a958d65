package pipefault.certification;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import pipefault.conformance.CaseResult;
import pipefault.conformance.Difference;
import pipefault.conformance.Fact;
import pipefault.conformance.Facts;
import pipefault.conformance.ScriptCase;
import pipefault.simulation.kernel.Personality;

/** Writes the page that says, per fact, where kernels and the documentation differ; from facts and answers, by nobody's hand. */
public final class DivergenceLedger {

    private static final Map<String, String> LEVELS = levels();

    private final List<Fact> facts;
    private final KernelRecord simulated;
    private final KernelRecord wine;
    private final @Nullable KernelRecord windows;
    private final StringBuilder page = new StringBuilder();

    private DivergenceLedger(
            List<Fact> facts, KernelRecord simulated, KernelRecord wine, @Nullable KernelRecord windows) {
        this.facts = facts;
        this.simulated = simulated;
        this.wine = wine;
        this.windows = windows;
    }

    private static Map<String, String> levels() {
        Map<String, String> levels = new LinkedHashMap<>();
        levels.put("W", "asserted by a test suite that is run on Windows");
        levels.put("D", "documentation of Microsoft");
        levels.put("N", "taken from a re-implementation of the pipe driver of Windows");
        levels.put("O", "seen under Wine, or derived from other facts");
        return levels;
    }

    /**
     * Returns the page, in Markdown.
     *
     * @param simulated what the simulated kernel answers to all facts
     * @param wine what Wine answered to all facts
     * @param windows what Windows answered; null as long as nobody has recorded it
     */
    public static String page(
            List<Fact> facts, KernelRecord simulated, KernelRecord wine, @Nullable KernelRecord windows) {
        return new DivergenceLedger(facts, simulated, wine, windows).page();
    }

    private String page() {
        page.append("# Where kernels and the documentation differ\n\n")
                .append(
                        "Written by the build from the facts (`fixtures/src/main/resources/pipefault/conformance`), from a run of")
                .append(" them on the\nsimulated kernel, and from recorded answers of real ones")
                .append(
                        " (`harness/src/main/resources/pipefault/certification`); every\nbuild compares. Edit those, never")
                .append(" this page, then `./mvnw -pl harness -am test -Dtest=DivergenceLedgerTest\n")
                .append("-Dsurefire.failIfNoSpecifiedTests=false -Dpipefault.golden=write`.\n\n")
                .append("A new recording of Wine is what `./pipefault conformance --kernel wine --json FILE` writes;")
                .append(
                        " `ci/real-kernel-suite` fails when\nWine of the recorded version answers otherwise. Sources are")
                .append(" explained at the head of the fact files.\n\n");
        figures();
        wineDiffers();
        factsSayNothing();
        windowsDiffers();
        simulationDiffers();
        documentationDiffers();
        nobodyAsserts();
        notChecked();
        return page.toString();
    }

    private void figures() {
        page.append("## In figures\n\n");
        row("Vouched for by", "Facts", "Simulated kernel", wineName(), "Windows");
        row("---", "--:", "--:", "--:", "--:");
        LEVELS.forEach((level, meaning) ->
                figures(level + ": " + meaning, fact -> fact.level().equals(level)));
        figures("all", fact -> true);
        page.append("\nA number says for how many facts every answer was the one of Windows that the fact states.\n\n");
    }

    private void figures(String name, Predicate<Fact> chosen) {
        List<Fact> some = facts.stream().filter(chosen).toList();
        row(
                name,
                Integer.toString(some.size()),
                holding(simulated, some),
                holding(wine, some),
                windows == null ? "not recorded" : holding(windows, some));
    }

    private static String holding(KernelRecord record, List<Fact> some) {
        return Long.toString(some.stream()
                .filter(fact ->
                        record.result(fact.id()).filter(CaseResult::holds).isPresent())
                .count());
    }

    private void wineDiffers() {
        page.append("## Where ").append(wineName()).append(" differs from Windows\n\n");
        page.append(
                "The simulated kernel follows Windows here. A test that depends on one of these says so by its id.\n\n");
        differences(wine, wineName());
    }

    private void factsSayNothing() {
        page.append("## Where no fact says what Windows does, and Wine differs from the simulated kernel\n\n");
        page.append(
                        "Found by comparing random call sequences; as cases in `deviations.txt` beside the facts. The native suite holds")
                .append(" Wine\nagainst them.\n\n");
        row("Case", "Situation", "Step", "Simulated kernel", "Wine", "Near to");
        row("---", "---", "---", "---", "---", "---");
        for (ScriptCase script : Facts.furtherDeviations()) {
            String situation =
                    script.header().get("call") + ": " + script.header().get("situ");
            for (Difference mark : script.marks()) {
                row(
                        script.id(),
                        situation,
                        code(mark.command()),
                        code(mark.expected()),
                        code(mark.got()),
                        script.header().getOrDefault("src", "-"));
            }
        }
        page.append(
                "\nFor comparisons the simulated kernel has a personality `wine`, which deviates as follows and in nothing else:\n\n");
        row("Wine", "Fact", "Shown by");
        row("---", "---", "---");
        for (Personality.Deviation deviation : Personality.Deviation.values()) {
            row(
                    deviation.meaning(),
                    deviation.factId(),
                    deviation.caseId().isEmpty() ? "timing only" : deviation.caseId());
        }
        page.append('\n');
    }

    private void windowsDiffers() {
        page.append("## Where a Windows machine differs from the facts\n\n");
        if (windows == null) {
            page.append(
                            "No Windows machine has answered yet: \"Windows\" rests on the sources of each fact. The workflow keeps")
                    .append(
                            " the\n`conformance.json` of its Windows runner; `./pipefault divergences --import conformance.json --out")
                    .append(
                            " windows.json` checks it, shows\nwhat differs, and writes the file that fills this section,")
                    .append(" beside the recording of Wine.\n\n");
        } else {
            page.append("Recorded on ").append(windows.os()).append(".\n\n");
            differences(windows, "Windows");
        }
    }

    private void simulationDiffers() {
        page.append("## Where the simulated kernel differs from the facts\n\n");
        differences(simulated, "Simulated kernel");
    }

    private void differences(KernelRecord record, String name) {
        List<Fact> differing = facts.stream()
                .filter(fact ->
                        record.result(fact.id()).filter(CaseResult::holds).isEmpty())
                .toList();
        if (differing.isEmpty()) {
            page.append("Nowhere.\n\n");
            return;
        }
        row("Fact", "Situation", "Step", "Windows", name, "Level", "Source");
        row("---", "---", "---", "---", "---", ":-:", "---");
        for (Fact fact : differing) {
            Optional<CaseResult> result = record.result(fact.id());
            List<Difference> steps =
                    result.stream().flatMap(RecordComparison::steps).toList();
            if (steps.isEmpty()) {
                String how = result.map(CaseResult::detail).orElse("not recorded");
                row(fact.id(), fact.title(), "", "", how, fact.level(), source(fact));
            }
            boolean first = true;
            for (Difference step : steps) {
                row(
                        first ? fact.id() : "",
                        first ? fact.title() : "",
                        code(step.command()),
                        code(step.expected()),
                        code(step.got()),
                        first ? fact.level() : "",
                        first ? source(fact) : "");
                first = false;
            }
        }
        page.append('\n');
    }

    private void documentationDiffers() {
        page.append("## Where the documentation says otherwise\n\n");
        row(
                "Fact",
                "Situation",
                "The documentation says",
                "What holds",
                "Simulated kernel",
                wineName(),
                "Level",
                "Source");
        row("---", "---", "---", "---", "---", "---", ":-:", "---");
        for (Fact fact : facts) {
            String claim = fact.script().header().get("doc");
            if (claim != null) {
                row(
                        fact.id(),
                        fact.title(),
                        claim,
                        header(fact, "ret") + "; " + header(fact, "err"),
                        as(simulated, fact),
                        as(wine, fact),
                        fact.level(),
                        source(fact));
            }
        }
        page.append('\n');
    }

    private void nobodyAsserts() {
        page.append("## What nobody has asserted on Windows\n\n");
        page.append(
                        "These facts have level N or O. The first run on Windows decides; where it says otherwise, the fact is to be")
                .append(" corrected,\nand the simulated kernel with it.\n\n");
        row("Fact", "Situation", "Simulated kernel", wineName(), "Level", "Source");
        row("---", "---", "---", "---", ":-:", "---");
        for (Fact fact : facts) {
            if (fact.level().equals("N") || fact.level().equals("O")) {
                row(fact.id(), fact.title(), as(simulated, fact), as(wine, fact), fact.level(), source(fact));
            }
        }
        page.append('\n');
    }

    private void notChecked() {
        page.append("## What could not be checked\n\n");
        List<List<String>> rows = new ArrayList<>();
        for (Fact fact : facts) {
            Map<String, String> kernels = new LinkedHashMap<>();
            notes(simulated, fact).forEach(note -> kernels.merge(note, "simulated kernel", (a, b) -> a + ", " + b));
            notes(wine, fact).forEach(note -> kernels.merge(note, wineName(), (a, b) -> a + ", " + b));
            kernels.forEach((note, where) -> rows.add(List.of(fact.id(), note, where)));
        }
        if (rows.isEmpty()) {
            page.append("Nothing.\n");
            return;
        }
        row("Fact", "What", "Kernel");
        row("---", "---", "---");
        rows.forEach(cells -> row(cells.toArray(String[]::new)));
    }

    /** The line of a note moves whenever a fact above it grows. */
    private static List<String> notes(KernelRecord record, Fact fact) {
        return record.result(fact.id()).map(CaseResult::notes).orElse(List.of()).stream()
                .map(note -> note.replaceFirst("^line \\d+: ", ""))
                .distinct()
                .toList();
    }

    private static String as(KernelRecord record, Fact fact) {
        boolean holds = record.result(fact.id()).filter(CaseResult::holds).isPresent();
        return holds ? "as stated" : "differs";
    }

    private String wineName() {
        return wine.name();
    }

    private static String source(Fact fact) {
        return header(fact, "src");
    }

    private static String header(Fact fact, String key) {
        return fact.script().header().getOrDefault(key, "-");
    }

    private static String code(String text) {
        return "`" + text + "`";
    }

    private void row(String... cells) {
        page.append('|');
        for (String cell : cells) {
            String text = cell.replace("|", "\\|");
            page.append(' ')
                    .append(text.startsWith("`") ? text : text.replace("*", "\\*"))
                    .append(" |");
        }
        page.append('\n');
    }
}
