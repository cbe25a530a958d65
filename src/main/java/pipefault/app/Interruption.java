package pipefault.app;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * What is done when somebody interrupts the process while a command goes on: once, and not after the command has ended.
 *
 * <p>The process ends when it is done.
 */
final class Interruption {

    private final Thread hook;
    private final Consumer<Thread> unregister;
    private final AtomicBoolean over = new AtomicBoolean();

    private Interruption(Runnable reaction, Consumer<Thread> unregister) {
        this.unregister = unregister;
        hook = new Thread(() -> react(reaction), "interrupted");
    }

    /** Watches from now on; end it when the command has ended. */
    static Interruption watch(Runnable reaction) {
        Runtime runtime = Runtime.getRuntime();
        return watch(reaction, runtime::addShutdownHook, runtime::removeShutdownHook);
    }

    static Interruption watch(Runnable reaction, Consumer<Thread> register, Consumer<Thread> unregister) {
        Interruption watching = new Interruption(reaction, unregister);
        register.accept(watching.hook);
        return watching;
    }

    private void react(Runnable reaction) {
        if (over.compareAndSet(false, true)) {
            reaction.run();
        }
    }

    /** The command has ended: nothing is done from now on. */
    void end() {
        if (!over.compareAndSet(false, true)) {
            return;
        }
        try {
            unregister.accept(hook);
        } catch (IllegalStateException goingDown) {
            // The process ends already; the hook will find that nothing is left to do.
            hook.interrupt();
        }
    }
}
