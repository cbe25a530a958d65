package pipefault.twin;

import org.jspecify.annotations.Nullable;
import pipefault.platform.Handle;
import pipefault.platform.Mutex;
import pipefault.platform.Platform;
import pipefault.scenario.Listener;

/**
 * Has two mutexes: one for who works, and one for the queue, which is taken inside the first and never the other way round.
 *
 * <p>In a fixed order two mutexes cannot deadlock, and no call of Windows is made under either (compare fact TP13).
 */
final class TwoMutexes extends TwinWriter {

    private @Nullable Mutex outer;

    TwoMutexes(Platform platform, Handle pipe, Listener listener) {
        super(platform, pipe, listener);
    }

    private Mutex outer() {
        Mutex made = outer;
        if (made == null) {
            made = platform.mutex("TwoMutexes.state");
            outer = made;
        }
        return made;
    }

    @Override
    Turn turn(String name) {
        return name.equals("work") ? new MutexTurn(outer()) : super.turn(name);
    }

    @Override
    Outbox outbox() {
        return new LockedOutbox(outer(), platform.mutex("TwoMutexes.queue"));
    }

    /** Adds and clears under both mutexes, and takes under the inner one. */
    private static final class LockedOutbox extends Outbox {

        private final Mutex outer;
        private final Mutex inner;

        LockedOutbox(Mutex outer, Mutex inner) {
            this.outer = outer;
            this.inner = inner;
        }

        @Override
        void add(byte[] block) {
            outer.lock();
            try {
                inner.lock();
                try {
                    super.add(block);
                } finally {
                    inner.unlock();
                }
            } finally {
                outer.unlock();
            }
        }

        @Override
        byte @Nullable [] take(int most, boolean joins) {
            inner.lock();
            try {
                return super.take(most, joins);
            } finally {
                inner.unlock();
            }
        }

        @Override
        void clear() {
            outer.lock();
            try {
                inner.lock();
                try {
                    super.clear();
                } finally {
                    inner.unlock();
                }
            } finally {
                outer.unlock();
            }
        }
    }
}
