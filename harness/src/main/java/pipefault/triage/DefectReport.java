package pipefault.triage;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Claims about a writer, each tied to the scenarios that can decide it.
 *
 * @param title what was reviewed
 * @param subject name of the writer that behaves like the reviewed one
 * @param claims in the order of the report
 */
public record DefectReport(String title, String subject, List<Claim> claims) {

    /** Copies the list. */
    public DefectReport {
        claims = List.copyOf(claims);
    }

    /**
     * One claim, in our words.
     *
     * @param number as the report counts
     * @param title as the report calls it
     * @param place where in the reviewed code
     * @param says what is claimed, one sentence
     * @param scenarios ids of those that put the claim to the test; one bad verdict reproduces it
     * @param knownBy writers that really have the claimed defect: each has to do badly in one of the scenarios, or a good
     *     verdict of the subject says nothing; empty if the claim is said to be true of the subject itself
     * @param nearby what the same lines may contain besides
     */
    public record Claim(
            int number,
            String title,
            String place,
            String says,
            List<String> scenarios,
            List<String> knownBy,
            List<Nearby> nearby) {

        /** Copies the lists. */
        public Claim {
            scenarios = List.copyOf(scenarios);
            knownBy = List.copyOf(knownBy);
            nearby = List.copyOf(nearby);
        }
    }

    /**
     * A defect that the report does not name, close to one that it does.
     *
     * @param scenario id
     * @param says what it would be, one sentence
     */
    public record Nearby(String scenario, String says) {}

    /** Runs that the report needs. */
    public record Need(String scenario, String writer) {}

    /** Returns what has to be run, each pair once, in the order of the report. */
    public List<Need> needs() {
        Set<Need> needs = new LinkedHashSet<>();
        for (Claim claim : claims) {
            List<String> writers = new ArrayList<>(claim.knownBy());
            writers.add(subject);
            for (String scenario : claim.scenarios()) {
                writers.forEach(writer -> needs.add(new Need(scenario, writer)));
            }
            claim.nearby().forEach(nearby -> needs.add(new Need(nearby.scenario(), subject)));
        }
        return List.copyOf(needs);
    }
}
