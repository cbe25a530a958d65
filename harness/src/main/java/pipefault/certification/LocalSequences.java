package pipefault.certification;

import java.util.concurrent.atomic.AtomicLong;
import pipefault.differential.Reference;
import pipefault.differential.Sequence;
import pipefault.differential.Transcript;
import pipefault.differential.WorldReference;
import pipefault.simulation.Schedules;
import pipefault.simulation.SimulatedWorld;

/** Performs random sequences on the simulated kernel itself, each under another schedule. */
public final class LocalSequences implements SequenceExecutor {

    private final Reference worlds;

    /** Takes the seed of the first schedule. */
    public LocalSequences(long seed) {
        AtomicLong next = new AtomicLong(seed);
        worlds = new WorldReference(() -> SimulatedWorld.create(Schedules.random(next.getAndIncrement())));
    }

    @Override
    public Transcript perform(Sequence sequence) {
        return worlds.perform(sequence);
    }

    @Override
    public void close() {
        // Each world was closed after its sequence.
    }
}
