package pipefault.explore;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import pipefault.oracle.Finding;
import pipefault.scenario.RunResult;

/**
 * A way to something bad.
 *
 * @param departures the decisions that lead there
 * @param result the run
 * @param at the number of the run that found it, from 1
 */
public record Found(List<Departure> departures, RunResult result, long at) {

    /** What a finding says first, before it goes into what differs from run to run. */
    private static final Pattern DETAILS = Pattern.compile("[,:;(].*", Pattern.DOTALL);

    private static final Pattern VARYING = Pattern.compile("[0-9]+|ERROR_\\w+");

    /** Copies the list. */
    public Found {
        departures = List.copyOf(departures);
    }

    /**
     * What makes two runs show the same.
     *
     * @param oracle whose property is broken
     * @param verdict how
     * @param symptom what that looks like
     */
    public record Symptom(String oracle, String verdict, String symptom) {

        /** Tells whether a run shows it. */
        boolean isShownBy(RunResult result) {
            return symptoms(result).contains(this);
        }

        private static Symptom of(Finding finding) {
            String head = DETAILS.matcher(finding.text()).replaceFirst("").strip();
            return new Symptom(
                    finding.oracle(),
                    finding.verdict().name(),
                    VARYING.matcher(head).replaceAll("#"));
        }
    }

    /** Returns what a run shows, the worst of it: less bad things besides are most often its consequences. */
    static Set<Symptom> symptoms(RunResult result) {
        Set<Symptom> symptoms = new LinkedHashSet<>();
        result.evidence().stream()
                .filter(finding -> finding.verdict() == result.verdict())
                .forEach(finding -> symptoms.add(Symptom.of(finding)));
        if (symptoms.isEmpty()) {
            symptoms.add(new Symptom("none", result.verdict().name(), ""));
        }
        return symptoms;
    }

    /** Returns which calls got another answer than the kernel's, sorted. */
    List<String> points() {
        return departures.stream()
                .map(Departure::point)
                .filter(point -> !point.isEmpty())
                .distinct()
                .sorted()
                .toList();
    }

    /** Returns the kinds of defects that this is a way to. */
    List<Sighting.Kind> kinds() {
        List<String> points = points();
        return symptoms(result).stream()
                .map(symptom -> new Sighting.Kind(symptom, points))
                .toList();
    }
}
