package pipefault.foreign;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What was found about foreign code, as a page in Markdown: facts, with how to see them again. */
public final class ForeignPage {

    /** How the page begins. */
    public static final String TITLE = "# Released pipe code under faults";

    private static final int MAX_EXAMPLE = 8;

    private final List<String> lines = new ArrayList<>();
    private final String kernel;
    private final List<ForeignReading> readings;

    /**
     * One subject that was swept.
     *
     * @param name with its version
     * @param caughtBy how its calls were caught
     * @param plans how many faults were tried, by conversation
     * @param fired how many of them fired
     * @param workaround what stood in for the kernel in every run, in words; empty for nothing
     * @param findings what was found
     */
    public record Swept(
            String name,
            String caughtBy,
            Map<Script, Integer> plans,
            int fired,
            String workaround,
            List<ForeignFinding> findings) {

        /** Copies the list. */
        public Swept {
            findings = List.copyOf(findings);
        }
    }

    private ForeignPage(String kernel, List<ForeignReading> readings) {
        this.kernel = kernel;
        this.readings = readings;
    }

    /**
     * Returns the page.
     *
     * @param kernel on which all was seen, in words
     * @param swept the subjects, in order
     * @param notDriven the names of subjects that were not driven, with the reason
     * @param readings what is taken for the causes; those that fit nothing here are left out
     */
    public static String of(
            String kernel, List<Swept> swept, Map<String, String> notDriven, List<ForeignReading> readings) {
        ForeignPage page = new ForeignPage(kernel, readings);
        page.head(swept);
        swept.forEach(page::subject);
        page.notDriven(notDriven);
        return String.join("\n", page.lines) + "\n";
    }

    private void head(List<Swept> swept) {
        add(TITLE);
        add("");
        add(
                "As `./pipefault foreign` writes it. Each library is driven as it was released: one of its endpoints on one end of a"
                        + " pipe, a peer that no fault reaches on the other. First without faults; then with one fault at each call that"
                        + " it makes (of the same call the first six), every answer that Windows may give, once and from then on. Seen on "
                        + kernel
                        + (kernel.equals("Windows") ? "." : "; nothing of this has been seen on Windows itself yet."));
        add("");
        add("What is held against it: its calls come back within " + Conversation.BOUND.toSeconds()
                + " s while the peer keeps nobody waiting; bytes arrive whole and in order, or somebody is told; an error that"
                + " must be told is told, and with its own code where a code is named; what was opened is closed; the kernel has"
                + " none of its memory when all is closed. Memory that the kernel may still write to is seen where calls come"
                + " through a JNA interface, and of a native module what it has on its stack. The last column says in how many of the runs it was seen again;"
                + " in as many control runs, without the fault, it was not seen at all.");
        add("");
        add("| Subject | Caught through | Faults tried | Fired | Needs no fault | With one fault |");
        add("|---|---|---|---|---|---|");
        for (Swept each : swept) {
            int tried =
                    each.plans().values().stream().mapToInt(Integer::intValue).sum();
            long natural = each.findings().stream()
                    .filter(ForeignFinding::needsNoFault)
                    .count();
            add("| " + each.name() + " | " + each.caughtBy() + " | " + tried + " | " + each.fired() + " | " + natural
                    + " | " + (each.findings().size() - natural) + " |");
        }
    }

    private void subject(Swept swept) {
        add("");
        add("## " + swept.name());
        if (!swept.workaround().isEmpty()) {
            add("");
            add("In every run, those without faults included, one rule stands in for the kernel: " + swept.workaround()
                    + ". Without it the endpoint does not open here, so that nothing was tried with no call caught.");
        }
        if (swept.findings().isEmpty()) {
            add("");
            add("Nothing was found.");
            return;
        }
        for (Map.Entry<Script, Integer> script : swept.plans().entrySet()) {
            conversation(swept, script.getKey(), script.getValue());
        }
    }

    private void conversation(Swept swept, Script script, int plans) {
        List<ForeignFinding> here = swept.findings().stream()
                .filter(each -> each.script() == script)
                .toList();
        add("");
        add("Conversation `" + script + "`: "
                + (plans == 0
                        ? "it does not come to its end without any fault, so no fault was tried."
                        : plans + " faults tried."));
        if (here.isEmpty()) {
            return;
        }
        add("");
        add("| What was seen | Smallest plan | Plans that show it | Seen again |");
        add("|---|---|---|---|");
        for (ForeignFinding each : here) {
            String plan = each.needsNoFault() ? "none needed" + unwatched(each) : "`" + each.plan() + "`";
            add("| " + cell(each.text()) + " | " + plan + " | " + (each.needsNoFault() ? "-" : each.plans()) + " | "
                    + each.shown() + " of " + each.repeats() + " |");
        }
        readings(swept.name(), here);
        add("");
        add("To see one again, for example the first:");
        add("");
        add("    " + ForeignRequest.watched(script, here.get(0).plan()).typed("./pipefault", swept.name()));
        add("");
        add("    " + here.get(0).example().stream().limit(MAX_EXAMPLE).collect(Collectors.joining("\n    ")));
    }

    private void readings(String name, List<ForeignFinding> here) {
        List<ForeignReading> fitting = readings.stream()
                .filter(each -> here.stream().anyMatch(found -> each.fits(name, found)))
                .toList();
        if (fitting.isEmpty()) {
            return;
        }
        add("");
        add("Our reading of the cause, from the code:");
        add("");
        fitting.forEach(each -> add("- \"" + each.finding() + "\": " + each.text()));
    }

    private static String unwatched(ForeignFinding finding) {
        return finding.unwatched() < 0
                ? ""
                : "; with no call caught: " + finding.unwatched() + " of " + finding.repeats();
    }

    private void notDriven(Map<String, String> reasons) {
        if (reasons.isEmpty()) {
            return;
        }
        add("");
        add("## Not driven");
        add("");
        reasons.forEach((name, reason) -> add("- " + name + ": " + reason));
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ");
    }

    private void add(String line) {
        lines.add(line);
    }
}
