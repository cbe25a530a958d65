package pipefault.inject;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import pipefault.trace.CallRecord.Kind;
import pipefault.world.World;

/** Collects what is seen to be wrong while a run goes on; safe for use by several threads. */
public final class Observations {

    private final World world;
    private final TraceRecorder recorder;

    /** Guards itself. */
    private final List<Observation> observations = new ArrayList<>();

    /** What was added, or is being added; guarded by {@link #observations}. */
    private final Set<String> known = new HashSet<>();

    /** Guarded by {@link #observations}. */
    private boolean sealed;

    private volatile Consumer<Observation> onAdded = observation -> {};

    Observations(World world, TraceRecorder recorder) {
        this.world = world;
        this.recorder = recorder;
    }

    /** Adds an observation of the calling thread, once per text, and marks it in the trace. */
    void add(Property property, String text) {
        synchronized (observations) {
            if (sealed || !known.add(property + " " + text)) {
                return;
            }
        }
        int sequence = recorder.note(Kind.FINDING, text);
        String actor = TraceRecorder.actorName(world.current());
        Observation observation = new Observation(property, sequence, actor, SubjectPlace.current(), text);
        synchronized (observations) {
            observations.add(observation);
        }
        onAdded.accept(observation);
    }

    /** Takes nothing more: what threads do while they are being ended says nothing about the subject. */
    public void seal() {
        synchronized (observations) {
            sealed = true;
        }
    }

    /** Sets who is told of each observation at once, on the thread that made it. */
    public void onAdded(Consumer<Observation> watcher) {
        onAdded = watcher;
    }

    /** Returns what was seen of one property, in order. */
    public List<Observation> of(Property property) {
        synchronized (observations) {
            return observations.stream().filter(o -> o.property() == property).toList();
        }
    }
}
