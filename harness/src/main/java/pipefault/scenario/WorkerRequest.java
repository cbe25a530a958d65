package pipefault.scenario;

import org.jspecify.annotations.Nullable;

/**
 * What a worker process is asked to run, by names.
 *
 * @param scenario id of the scenario
 * @param variant name of the variant
 * @param writer name of the writer
 * @param seed the seed
 * @param control whether the control run is asked for, or the run with faults
 * @param plan a plan that replaces the variant's, as text; null for none
 * @param token a run of a search whose faults and order are asked for, as text; null for none
 */
public record WorkerRequest(
        String scenario,
        String variant,
        String writer,
        long seed,
        boolean control,
        @Nullable String plan,
        @Nullable String token) {

    /** Names what a spec holds. */
    public static WorkerRequest of(RunSpec spec, boolean control) {
        return of(spec, control, null);
    }

    static WorkerRequest of(RunSpec spec, boolean control, @Nullable String token) {
        return new WorkerRequest(
                spec.scenario().id(),
                spec.variant().name(),
                spec.factory().name(),
                spec.seed(),
                control,
                spec.override() == null ? null : spec.override().toString(),
                token);
    }
}
