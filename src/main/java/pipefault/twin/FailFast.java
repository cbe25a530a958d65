package pipefault.twin;

import pipefault.platform.Handle;
import pipefault.platform.Platform;
import pipefault.scenario.Listener;

/**
 * Ends altogether with the first failure: cancels, gives everything back and says that it is closed, unasked.
 *
 * <p>{@link Listener#closed} may come by itself after {@link Listener#failed}. A cancel that finds nothing has nothing to say
 * (fact CX02).
 */
final class FailFast extends TwinWriter {

    FailFast(Platform platform, Handle pipe, Listener listener) {
        super(platform, pipe, listener);
    }

    @Override
    boolean endsWithFailure() {
        return true;
    }
}
