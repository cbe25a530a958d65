package pipefault.scenario;

/** The steps of a scenario, played by the driver of a run. */
@FunctionalInterface
public interface Script {

    /** Plays the steps against this run. */
    void play(Run run);
}
