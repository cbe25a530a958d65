package pipefault.junit;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;
import pipefault.jna.WindowsKernel;
import pipefault.scenario.HarnessError;

/** Whose turn it is on the real kernel, where runs take place one after another; lives in JUnit's own store. */
final class NativeTurn {

    /** What is done on the real kernel. */
    @FunctionalInterface
    interface Played {

        /** Does it. */
        void play() throws Throwable;
    }

    /** Held while a run is made; guards {@link #lostBy}. */
    private final ReentrantLock turn = new ReentrantLock();

    /** The invocation whose thread stays inside of a foreign subject; null as long as there is none. */
    private @Nullable String lostBy;

    private boolean lossExpected;

    private NativeTurn() {}

    static NativeTurn of(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(NativeTurn.class))
                .getOrComputeIfAbsent(NativeTurn.class, key -> new NativeTurn(), NativeTurn.class);
    }

    /** Makes a run when nobody else does; aborts the test where there is no such kernel. */
    void take(Played played) throws Throwable {
        WindowsKernel.whyUnavailable()
                .ifPresent(why -> Assumptions.abort("the native kernel is not available here: " + why));
        turn.lock();
        try {
            played.play();
        } finally {
            turn.unlock();
        }
    }

    /** Refuses foreign code where a thread has stayed inside of it: as aborted if that is red already, else as an error of the test. */
    void refuseIfLost() {
        String by = lostBy;
        if (by == null) {
            return;
        }
        String why = "not made: " + by
                + " has left a thread inside of foreign code, or its stack to the kernel, and this JVM can make no other run of any";
        if (lossExpected) {
            throw new HarnessError(why + "; where to be stuck is expected, a test needs a JVM of its own");
        }
        throw new TestAbortedException(why);
    }

    /** Notes that a thread has stayed. */
    void lost(String invocation, boolean expected) {
        lostBy = invocation;
        lossExpected = expected;
    }
}
