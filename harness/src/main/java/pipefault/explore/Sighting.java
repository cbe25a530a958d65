package pipefault.explore;

import java.util.Comparator;
import java.util.List;

/**
 * The simplest run that has shown a kind of defect so far; plain values, so that a worker process can hand it on.
 *
 * <p>In order of simplicity: few departures come first, then few faults, few departures of the kernel, and early ones. That
 * is a total order, so what is simplest of several parts of a search does not depend on how it was divided.
 *
 * @param kind what it shows
 * @param faults how many of the steps are faults
 * @param kernel how many of them are departures of the kernel
 * @param steps what leads to it
 * @param at the number of the run that showed the kind first, from 1
 * @param traceDigest what the trace of this run was like
 */
public record Sighting(Kind kind, int faults, int kernel, List<Way.Step> steps, long at, String traceDigest)
        implements Comparable<Sighting> {

    private static final Comparator<Sighting> BY_SIMPLICITY = Comparator.<Sighting>comparingInt(
                    each -> each.steps().size())
            .thenComparingInt(Sighting::faults)
            .thenComparingInt(Sighting::kernel)
            .thenComparing(Sighting::compareSteps)
            .thenComparing(each -> each.kind().toString());

    /** Copies the list. */
    public Sighting {
        steps = List.copyOf(steps);
    }

    /**
     * What makes two runs show the same kind of defect.
     *
     * @param symptom what they show
     * @param points which calls got another answer than the kernel's, sorted: a defect that needs one is another defect
     */
    public record Kind(Found.Symptom symptom, List<String> points) {

        /** Copies the list. */
        public Kind {
            points = List.copyOf(points);
        }

        /** Tells whether the other one shows the same with fewer faults, but with one. */
        boolean isMoreOf(Kind other) {
            return symptom.equals(other.symptom)
                    && !other.points.isEmpty()
                    && points.size() > other.points.size()
                    && points.containsAll(other.points);
        }
    }

    private static int compareSteps(Sighting one, Sighting other) {
        for (int i = 0; i < one.steps.size(); i++) {
            Way.Step mine = one.steps.get(i);
            Way.Step theirs = other.steps.get(i);
            int decision = Integer.compare(mine.decision(), theirs.decision());
            int order = decision == 0 ? Integer.compare(mine.option(), theirs.option()) : decision;
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    @Override
    public int compareTo(Sighting other) {
        return BY_SIMPLICITY.compare(this, other);
    }

    /** Returns the simpler one, with the earlier number. */
    static Sighting simpler(Sighting one, Sighting other) {
        Sighting simple = one.compareTo(other) <= 0 ? one : other;
        return new Sighting(
                simple.kind,
                simple.faults,
                simple.kernel,
                simple.steps,
                Math.min(one.at, other.at),
                simple.traceDigest);
    }

    static Sighting of(Kind kind, List<Departure> departures, long at, String traceDigest) {
        return new Sighting(
                kind,
                count(departures, Question.Kind.ANSWER),
                count(departures, Question.Kind.KERNEL),
                Way.steps(departures),
                at,
                traceDigest);
    }

    private static int count(List<Departure> departures, Question.Kind kind) {
        return (int) departures.stream().filter(each -> each.kind() == kind).count();
    }
}
