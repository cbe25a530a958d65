package pipefault.jna;

/**
 * Which callbacks of one thread-pool wait may still come, and whether one that comes is let through.
 *
 * <p>Not thread-safe: guarded by the monitor of its wait.
 */
final class ExpectedCallbacks {

    private final boolean comeLate;

    /** How many may still come; too high where a disarming was in time. */
    private int possible;

    private int running;
    private boolean armed;
    private long changes;
    private boolean refused;

    /**
     * Creates the ledger of a wait that was never armed.
     *
     * @param comeLate whether the kernel may begin a callback after disarming and then waiting for callbacks: Wine's pool thread queues one for a signal that it has seen, whatever happened since (its
     *     deviation from fact TP05). No subject can prevent that, and on Windows it cannot happen (fact TP14).
     */
    ExpectedCallbacks(boolean comeLate) {
        this.comeLate = comeLate;
    }

    /** Takes that the wait is about to be armed or disarmed. */
    void changed(boolean nowArmed) {
        changes++;
        armed = nowArmed;
        if (nowArmed) {
            possible++;
            refused = false;
        }
    }

    /** Returns how often the wait was armed or disarmed. */
    long changes() {
        return changes;
    }

    /**
     * Takes that WaitForThreadpoolWaitCallbacks returned.
     *
     * @param changesBefore what {@link #changes} was before that call: a change during it makes its return no proof
     * @return whether none may come any more, those included that the kernel lets through too late
     */
    boolean waitedFor(long changesBefore) {
        if (armed || changes != changesBefore) {
            return false;
        }
        possible = 0;
        refused = comeLate;
        return refused;
    }

    /** Takes that a callback has come; tells whether it may run. */
    boolean begins() {
        if (refused) {
            return false;
        }
        running++;
        return true;
    }

    /** Takes that a callback which was let through has returned. */
    void ended() {
        running--;
        possible = Math.max(0, possible - 1);
    }

    boolean areRunning() {
        return running > 0;
    }

    /** Tells whether it is proven that none comes, and none runs. */
    boolean areOver() {
        return possible == 0 && running == 0;
    }
}
