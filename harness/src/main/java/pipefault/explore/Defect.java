package pipefault.explore;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import pipefault.oracle.Finding;
import pipefault.oracle.Verdict;

/**
 * A kind of defect that a search has found, by the smallest run that shows it; plain values.
 *
 * @param verdict what the run shows
 * @param kind the oracle whose property is broken
 * @param symptom what that looks like
 * @param needs how many departures of each kind lead to it
 * @param words what they are
 * @param faultedCalls which calls got another answer than the kernel's
 * @param smallness how far the run was made smaller
 * @param token replays the run
 * @param at the number of the schedule that showed it first, from 1; with several workers about that
 * @param evidence what the oracles say
 */
public record Defect(
        Verdict verdict,
        String kind,
        String symptom,
        Needs needs,
        List<String> words,
        List<String> faultedCalls,
        Smallness smallness,
        String token,
        long at,
        List<Finding> evidence) {

    /** Copies the lists. */
    public Defect {
        words = List.copyOf(words);
        faultedCalls = List.copyOf(faultedCalls);
        evidence = List.copyOf(evidence);
    }

    /** How far a run was made smaller. */
    public enum Smallness {
        /** Each departure was taken away on trial, and the defect was gone. */
        PROVEN,
        /** Some could be taken away, but there was no time, or no try left, for all. */
        NOT_PROVEN,
        /** There was no time to take anything away. */
        AS_FOUND
    }

    /** Leaves out what the smallest run of another kind before shows as well. */
    static List<Defect> onceForEachRun(List<Defect> defects) {
        Map<String, Defect> byToken = new LinkedHashMap<>();
        defects.forEach(each -> byToken.putIfAbsent(each.token(), each));
        return List.copyOf(byToken.values());
    }

    Defect seenAt(long number) {
        return new Defect(verdict, kind, symptom, needs, words, faultedCalls, smallness, token, number, evidence);
    }

    /**
     * How much a run departs from the default one.
     *
     * @param faults how many calls get another answer than the kernel's
     * @param switches how often another thread goes on
     * @param departures how often the kernel does something unusual
     */
    public record Needs(int faults, int switches, int departures) {

        static Needs of(List<Departure> all) {
            Counts counts = new Counts();
            all.forEach(each -> counts.add(each.kind(), 1));
            return new Needs(
                    counts.of(Question.Kind.ANSWER), counts.of(Question.Kind.SWITCH), counts.of(Question.Kind.KERNEL));
        }

        /** Returns how many they are in all. */
        int sum() {
            return faults + switches + departures;
        }
    }
}
