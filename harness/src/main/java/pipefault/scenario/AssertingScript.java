package pipefault.scenario;

import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import pipefault.simulation.SimulationDeadlock;
import pipefault.simulation.SimulationLivelock;
import pipefault.world.RunAborted;

/**
 * A script that may fail by itself, as a test does: what it throws is a finding about the run, and no error of ours.
 *
 * <p>The run is wound down and judged all the same. Its verdict is at least MISREPORTED, by {@value #ORACLE}.
 */
public final class AssertingScript implements Script {

    /** Who decides that a script has failed by itself; stands where the name of an oracle stands. */
    public static final String ORACLE = "assertion";

    /** How much of what a script throws is told. */
    private static final int WORDS_MAX = 300;

    private final Body body;
    private final BiConsumer<Run, Throwable> watcher;

    /** The steps, which may throw anything. */
    @FunctionalInterface
    public interface Body {

        /** Plays the steps against this run. */
        void play(Run run) throws Throwable;
    }

    /**
     * Creates a script that plays these steps.
     *
     * @param watcher is told what they have thrown, by the driver of the run
     */
    public AssertingScript(Body body, BiConsumer<Run, Throwable> watcher) {
        this.body = body;
        this.watcher = watcher;
    }

    @Override
    public void play(Run run) {
        try {
            body.play(run);
        } catch (Overdue | NotArranged | NotApplicable | SimulationDeadlock | SimulationLivelock | RunAborted end) {
            throw end;
        } catch (Throwable failure) {
            watcher.accept(run, failure);
            run.failedBy("the script fails: " + words(failure));
        }
    }

    private static String words(Throwable failure) {
        String message = failure.getMessage();
        String text = message == null || message.isBlank()
                ? failure.getClass().getName()
                : message.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .collect(Collectors.joining(" "));
        return text.length() <= WORDS_MAX ? text : text.substring(0, WORDS_MAX) + "...";
    }
}
