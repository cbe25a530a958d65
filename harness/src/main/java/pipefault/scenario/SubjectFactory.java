package pipefault.scenario;

import pipefault.platform.Handle;
import pipefault.platform.Platform;

/** Opens subjects; the way in for every writer. */
public interface SubjectFactory {

    /** Returns the name on the command line and in reports, for example {@code recovering}. */
    String name();

    /** Tells whether {@link Subject#close} closes the pipe handle. */
    boolean ownsHandle();

    /**
     * Tells whether these subjects are defective on purpose.
     *
     * <p>A specimen is judged by the oracles that the scenario's question names; any other subject by all of them.
     */
    default boolean isSpecimen() {
        return false;
    }

    /**
     * Opens a subject on the server end of a connected pipe; called on the owner thread.
     *
     * @param pipe an overlapped handle of a byte-type pipe, the server end
     * @throws RuntimeException if the subject cannot be opened; it must then have given back all it took, and the pipe
     *     handle stays open
     */
    Subject open(Platform platform, Handle pipe, Listener listener);
}
