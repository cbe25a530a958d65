package pipefault.twin;

import pipefault.platform.Handle;
import pipefault.platform.Platform;
import pipefault.scenario.Listener;

/**
 * Guards who works and who looks with mutexes of the platform, and asks with a wait about what is over.
 *
 * <p>A mutex is held for a few lines only, never across a call or the listener. A question with a wait about a write that is
 * over returns at once, even if somebody has taken the signal: {@code Internal} is looked at first (fact GR07).
 */
final class MutexGuarded extends TwinWriter {

    MutexGuarded(Platform platform, Handle pipe, Listener listener) {
        super(platform, pipe, listener);
    }

    @Override
    Turn turn(String name) {
        return new MutexTurn(platform.mutex("MutexGuarded." + name));
    }

    @Override
    Fate look(Slot slot) {
        return slot.ask(true);
    }
}
