package pipefault.foreign;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import pipefault.fault.FailPoint;
import pipefault.fault.FaultPlan;

/**
 * Sweeps one subject: a control run, one fault moved over all calls that it made, and each finding once more, several times.
 *
 * <p>What shows in the control run as well is told once, as needing no fault, and taken out of the rest. A conversation that
 * gets stuck without any fault meets none; if there is a shorter one, that is swept in its place.
 */
public final class ForeignCampaign {

    /** Makes runs, wherever; returns one line for each request, in order. */
    public interface Executor {

        /** Makes the runs. */
        List<ForeignLine> run(List<ForeignRequest> requests);
    }

    private final Executor executor;
    private final int repeats;
    private final Consumer<String> progress;
    private final List<ForeignFinding> findings = new ArrayList<>();
    private final Map<Script, Integer> plans = new TreeMap<>();
    private int fired;
    private String caughtBy = "";
    private String workaround = "";

    /**
     * Takes who makes the runs. Throws what that throws.
     *
     * @param repeats how often each finding is tried again
     * @param progress hears what is being done, in words
     */
    public ForeignCampaign(Executor executor, int repeats, Consumer<String> progress) {
        this.executor = executor;
        this.repeats = repeats;
        this.progress = progress;
    }

    /** Does it all with one conversation. */
    public void sweep(Script script) {
        progress.accept(script + ", without faults");
        List<ForeignLine> controls = executor.run(Collections.nCopies(repeats, ForeignRequest.watched(script, "")));
        ForeignLine control = controls.get(0);
        caughtBy = control.caughtBy();
        workaround = control.workaround();
        Set<String> natural = new TreeSet<>();
        controls.forEach(each -> natural.addAll(kinds(each)));
        // Where something must stand in for the kernel the calls have to be caught.
        boolean mayGoUnwatched = workaround.isEmpty();
        List<ForeignLine> unwatched = mayGoUnwatched && natural.stream().anyMatch(ForeignFinding::showsUnwatched)
                ? executor.run(Collections.nCopies(repeats, ForeignRequest.unwatched(script)))
                : List.of();
        for (String text : natural) {
            int alone = mayGoUnwatched && ForeignFinding.showsUnwatched(text) ? countUnwatched(unwatched, text) : -1;
            findings.add(
                    new ForeignFinding(script, text, "", 0, repeats, count(controls, text), alone, control.attempts()));
        }
        if (control.spent()) {
            // Every run would end there, whatever the fault.
            plans.put(script, 0);
            script.shorter().ifPresent(this::sweep);
            return;
        }
        List<ForeignRequest> requests = new ArrayList<>();
        for (FaultPlan plan : ForeignSweep.plans(calls(control))) {
            requests.add(ForeignRequest.watched(script, plan.toString()));
        }
        plans.put(script, requests.size());
        progress.accept(script + ", " + requests.size() + " faults");
        repeat(script, found(executor.run(requests), natural));
    }

    private static Map<FailPoint, Integer> calls(ForeignLine control) {
        Map<FailPoint, Integer> calls = new TreeMap<>();
        control.calls().forEach((point, count) -> calls.put(FailPoint.named(point), count));
        return calls;
    }

    /** Returns the runs that show something new, by what they show. */
    private Map<String, List<ForeignLine>> found(List<ForeignLine> lines, Set<String> natural) {
        Map<String, List<ForeignLine>> found = new LinkedHashMap<>();
        for (ForeignLine line : lines) {
            fired += line.fired() > 0 ? 1 : 0;
            for (String kind : kinds(line)) {
                if (!natural.contains(kind)) {
                    found.computeIfAbsent(kind, k -> new ArrayList<>()).add(line);
                }
            }
        }
        return found;
    }

    private void repeat(Script script, Map<String, List<ForeignLine>> found) {
        found.forEach((kind, lines) -> {
            ForeignLine first = lines.get(0);
            progress.accept(script + ", again: " + first.plan());
            List<ForeignLine> again =
                    executor.run(Collections.nCopies(repeats, ForeignRequest.watched(script, first.plan())));
            int shown = count(again, kind);
            if (shown == 0) {
                // Whatever it was, nobody could see it again.
                progress.accept(script + ", not once seen again: " + kind);
                return;
            }
            findings.add(
                    new ForeignFinding(script, kind, first.plan(), lines.size(), repeats, shown, -1, first.attempts()));
        });
    }

    private static int count(List<ForeignLine> lines, String kind) {
        return (int) lines.stream().filter(line -> kinds(line).contains(kind)).count();
    }

    private static int countUnwatched(List<ForeignLine> lines, String kind) {
        String shown = ForeignFinding.withoutPlace(kind);
        return (int) lines.stream()
                .filter(line ->
                        kinds(line).stream().map(ForeignFinding::withoutPlace).anyMatch(shown::equals))
                .count();
    }

    private static List<String> kinds(ForeignLine line) {
        return line.findings().stream().map(ForeignFinding::kindOf).distinct().toList();
    }

    /** Returns what was found, what needs no fault first. */
    public List<ForeignFinding> findings() {
        return List.copyOf(findings);
    }

    /** Returns how many faults were tried in each conversation. */
    public Map<Script, Integer> plans() {
        return Collections.unmodifiableMap(plans);
    }

    /** Returns all of it for a page; the subject is called by this name there. */
    public ForeignPage.Swept swept(String name) {
        return new ForeignPage.Swept(name, caughtBy, plans(), fired, workaround, findings());
    }
}
