package pipefault.junit;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.pollinterval.PollInterval;
import pipefault.scenario.Run;

/**
 * Awaitility in the time of a run: virtual in simulation, where Awaitility alone would stop the world that it waits for.
 *
 * <pre>{@code
 * Waits.await(run, "the first block at the peer", Bounds.REPORT)
 *         .until(() -> run.peer().count(), count -> count >= Run.LARGE);
 * }</pre>
 *
 * <p>A wait that does not come to its end fails with its name, the bound, what was seen last, and who waits for whom.
 */
public final class Waits {

    private static final Duration LOOK_EVERY = Duration.ofMillis(10);

    private Waits() {}

    /**
     * Begins a wait, for the thread that plays the body of a test.
     *
     * @param name what is waited for, in words that complete "waited for"
     * @param bound how long, in the time of the run; more than 0
     */
    public static ConditionFactory await(Run run, String name, Duration bound) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a wait has a name, but it was blank");
        }
        if (bound.isNegative() || bound.isZero()) {
            throw new IllegalArgumentException("the bound of a wait is more than 0, but was " + bound);
        }
        AtomicReference<String> lastSeen = new AtomicReference<>("nothing: the condition was never looked at");
        Duration end = run.world().elapsed().plus(bound);
        PollInterval worldly = (count, previous) -> {
            if (run.world().elapsed().compareTo(end) >= 0) {
                throw new ConditionTimeoutException(message(run, name, bound, String.valueOf(lastSeen.get())));
            }
            run.world().sleep(LOOK_EVERY);
            return Duration.ZERO;
        };
        return Awaitility.with()
                .conditionEvaluationListener(seen -> lastSeen.set(seen.getDescription()
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .reduce((one, other) -> one + " " + other)
                        .orElse("")))
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(worldly)
                .await(name)
                .forever();
    }

    private static String message(Run run, String name, Duration bound, String lastSeen) {
        StringBuilder text = new StringBuilder("Waited " + bound.toMillis() + " ms for " + name + ", in vain.\n");
        text.append("  last seen ").append(lastSeen);
        for (String line : run.world().whoWaitsForWhat().lines()) {
            if (!line.startsWith("driver ")) {
                text.append("\n            ").append(line);
            }
        }
        return text.toString();
    }
}
