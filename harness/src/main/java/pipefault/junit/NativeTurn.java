package pipefault.junit;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;
import pipefault.foreign.ForeignResult;
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

    /** Held while a run is made; guards the other fields. */
    private final ReentrantLock turn = new ReentrantLock();

    /** The invocation that has left something behind which keeps this JVM from another conversation; null if there is none. */
    private @Nullable String lostBy;

    /** Whether that is red. */
    private boolean lossIsRed;

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

    /**
     * Holds a conversation of foreign code when nobody else does anything; not in a JVM in which one has left a thread inside of
     * the subject, or its stack to the kernel. That is an aborted test if the other one is red, and else an error.
     *
     * @param invocation what holds it, in words
     */
    ForeignResult hold(String invocation, Supplier<ForeignResult> conversation) {
        turn.lock();
        try {
            refuseIfLost();
            // Whatever is thrown on the way: hooks may have stayed.
            lostBy = invocation;
            ForeignResult result = conversation.get();
            if (!result.spent()) {
                lostBy = null;
            }
            return result;
        } finally {
            turn.unlock();
        }
    }

    private void refuseIfLost() {
        String by = lostBy;
        if (by == null) {
            return;
        }
        String why = "not made: " + by
                + " has left a thread inside of foreign code, or its stack to the kernel, and this JVM"
                + " can hold no other conversation";
        if (lossIsRed) {
            throw new TestAbortedException(why);
        }
        throw new HarnessError(why + "; where that is expected, a test needs a JVM of its own");
    }

    /** Tells whether a conversation would be refused. */
    boolean isLost() {
        turn.lock();
        try {
            return lostBy != null;
        } finally {
            turn.unlock();
        }
    }

    /** Notes that the invocation which holds the turn is red. */
    void isRed() {
        lossIsRed |= lostBy != null;
    }
}
