package pipefault.twin;

import java.util.List;
import pipefault.platform.Handle;
import pipefault.platform.Platform;
import pipefault.scenario.Listener;
import pipefault.scenario.Subject;
import pipefault.scenario.SubjectFactory;

/** The right writers by their names on the command line and in reports. */
public final class Twins {

    /** Makes a writer that is not open yet. */
    @FunctionalInterface
    private interface Making {
        TwinWriter make(Platform platform, Handle pipe, Listener listener);
    }

    private record Twin(String name, String description, boolean ownsHandle, Making making) implements SubjectFactory {

        @Override
        public Subject open(Platform platform, Handle pipe, Listener listener) {
            TwinWriter writer = making.make(platform, pipe, listener);
            writer.open(ownsHandle);
            return writer;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Twin> ALL = List.of(
            new Twin("owner-only", "No lock; the pool only calls the owner, who asks.", false, OwnerOnly::new),
            new Twin("mutex-guarded", "Mutexes around a few lines; asks with a wait.", true, MutexGuarded::new),
            new Twin("two-mutexes", "A mutex for the state, and inside it one for the queue.", false, TwoMutexes::new),
            new Twin("polling", "No event for its writes: a timer looks at Internal.", true, Polling::new),
            new Twin("owner-waits", "A task of the owner waits for completions.", false, OwnerWaits::new),
            new Twin("status-reader", "Reads the status block, asks nothing.", true, StatusReader::new),
            new Twin("batching", "Joins what is queued in one buffer for life.", false, Batching::new),
            new Twin("splitting", "Writes small pieces.", true, Splitting::new),
            new Twin(
                    "several-in-flight", "Up to three writes at once, one cancel for all.", true, SeveralInFlight::new),
            new Twin("back-pressure", "Refuses data while too much is pending.", false, BackPressure::new),
            new Twin("fail-fast", "Ends altogether with the first failure.", true, FailFast::new),
            new Twin("cancel-io", "Cancels with CancelIo what it has issued.", false, CancelIo::new),
            new Twin("last-resort", "Disconnects and closes where no cancel helps.", true, LastResort::new));

    private Twins() {}

    /** Returns all of them. */
    public static List<SubjectFactory> all() {
        return List.copyOf(ALL);
    }

    /** Returns one sentence about a twin. */
    public static String describe(String name) {
        return ALL.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .map(Twin::description)
                .orElseThrow(() -> new IllegalArgumentException("no twin is called " + name));
    }
}
