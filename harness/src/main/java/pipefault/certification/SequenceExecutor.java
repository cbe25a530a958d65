package pipefault.certification;

import pipefault.differential.Reference;

/** Performs random sequences on the kernel that the simulated one is held against. */
public interface SequenceExecutor extends Reference, AutoCloseable {

    /** Returns how many sequences were performed anew, because they did not come to their end. */
    default int repeated() {
        return 0;
    }

    @Override
    void close();
}
