package pipefault.scenario;

import pipefault.platform.Handle;
import pipefault.platform.Platform;

/**
 * Opens subjects; the way in for every writer.
 *
 * <p>One factory serves many runs, several at once and one after another, and opens two subjects in a run that ends with a
 * fresh one: subjects share nothing. {@link Subject} and {@link Listener} say what is asked of them.
 */
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
     * @param platform all that the subject may use of the world: calls, mutexes, event loop and clock
     * @param pipe an overlapped handle of a byte-type pipe, the server end
     * @param listener may be told of warnings already; of anything else only once this has returned
     * @throws RuntimeException if the subject cannot be opened, with the error code of the call that failed in its message;
     *     the subject must then have given back all it took, and the pipe handle stays open
     */
    Subject open(Platform platform, Handle pipe, Listener listener);
}
