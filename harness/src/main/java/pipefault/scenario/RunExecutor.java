package pipefault.scenario;

import java.util.List;

/**
 * Executes runs: in this process ({@link Runner}) or in another.
 *
 * <p>A failure of the executor itself is a result with the verdict {@code HARNESS_ERROR}, not an exception.
 */
public interface RunExecutor extends AutoCloseable {

    /**
     * Executes the control run and then the run with faults.
     *
     * @return both, the control run first; the control run alone if there the executor itself has failed
     */
    List<RunResult> runWithControl(RunSpec spec);

    /** Executes the run with faults alone. */
    default RunResult run(RunSpec spec) {
        List<RunResult> both = runWithControl(spec);
        return both.get(both.size() - 1);
    }

    /** Gives back what the executor holds, for example its worker process; does nothing by default. */
    @Override
    default void close() {}
}
