package pipefault.world;

import java.time.Duration;

/** Where a held call waits until it is opened; tells when somebody has arrived. */
public interface WorldGate {

    /** Returns the name. */
    String name();

    /** Returns how many threads have arrived so far, those that went on included. */
    int arrived();

    /** Tells whether the gate is open. */
    boolean isOpen();

    /** Opens the gate for good; who waits goes on. Has no effect on an open gate. */
    void open();

    /**
     * Arrives, and waits until the gate is open.
     *
     * @param deadMan after this bound the thread goes on although the gate is closed
     * @return false if the bound ended the wait
     */
    boolean pass(Duration deadMan);
}
