package pipefault.league;

import pipefault.scenario.RunSpec;

/**
 * A specimen and what it is without its defect, under the same script.
 *
 * @param name of the specimen
 * @param specimen how it is run
 * @param twin how its twin is run
 */
public record Pair(String name, RunSpec specimen, RunSpec twin) {

    /** Returns a pair under the script alone: without its faults, and without the hazard that needs them. */
    public static Pair of(String name, RunSpec specimen, RunSpec twin) {
        return new Pair(name, bare(specimen), bare(twin));
    }

    private static RunSpec bare(RunSpec spec) {
        return new RunSpec(spec.scenario(), spec.variant().bare(), spec.factory(), spec.seed(), null);
    }
}
