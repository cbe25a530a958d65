package pipefault.certification;

import pipefault.differential.Reference;

/** Performs random sequences on the kernel that the simulated one is held against. */
public interface SequenceExecutor extends Reference, AutoCloseable {

    @Override
    void close();
}
