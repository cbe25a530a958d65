package pipefault.writer;

import java.util.function.BooleanSupplier;
import pipefault.platform.CallResult;
import pipefault.platform.Handle;
import pipefault.platform.Mutex;
import pipefault.platform.Overlapped;
import pipefault.platform.Win32Function;

/**
 * The five decisions that make a writer recover, one method each, so that each can be taken out by itself.
 *
 * <p>{@link PipeWriter} uses this class as it stands; only proofs that a harness notices the difference override it.
 */
public class WriterSteps {

    /** Creates the right steps. */
    public WriterSteps() {}

    /**
     * Takes the handle out of what CreateEvent answered.
     *
     * <p>Without the check a write goes out with {@code hEvent} NULL, which is legal, and arming the wait with NULL means
     * disarming it (fact TP06): the completion of the first pending write is never seen.
     *
     * @throws PipeWriterException if there is no event
     */
    public Handle eventOf(CallResult created) {
        Handle event = created.handleOrNull();
        if (event == null) {
            throw new PipeWriterException(Win32Function.CREATE_EVENT, created.lastError());
        }
        return event;
    }

    /**
     * Tells whether the owner learns of an error.
     *
     * <p>Without that nobody knows that accepted bytes were given up: the owner waits for a report that cannot come.
     */
    public boolean surfaces(int code) {
        return true;
    }

    /**
     * Decides what a wait that ended with a time-out has shown.
     *
     * <p>Without the look at {@code Internal} an operation is taken for pending that is over: its signal may have been
     * taken by somebody else (fact GR20), or have come together with the time-out. Its bytes are then never reported.
     *
     * @param boundPassed whether the caller's bound has passed by the clock
     */
    public AfterTimeOut afterTimeOut(Overlapped overlapped, boolean boundPassed) {
        if (overlapped.hasIoCompleted()) {
            return AfterTimeOut.OVER;
        }
        return boundPassed ? AfterTimeOut.GIVE_UP : AfterTimeOut.WAIT_ON;
    }

    /** What to do after a time-out. */
    public enum AfterTimeOut {
        /** The operation is over; its result can be asked for. */
        OVER,
        /** The operation goes on, and there is time left. */
        WAIT_ON,
        /** The operation goes on, and the time is up. */
        GIVE_UP
    }

    /**
     * Tells whether an operation is over that was asked to be cancelled.
     *
     * <p>Without the wait the memory goes back while the kernel owns it: CancelIoEx only asks, and whether it answers TRUE
     * or fails says nothing about the operation (facts CX01, LT06).
     *
     * @param awaitCompletion waits within a bound; tells whether {@code Internal} is final
     */
    public boolean isOverAfterCancel(BooleanSupplier awaitCompletion) {
        return awaitCompletion.getAsBoolean();
    }

    /**
     * Waits for the callbacks that are running.
     *
     * <p>Under the mutex this is a deadlock as soon as one of them needs the mutex (fact TP13).
     *
     * @param mutex the writer's mutex, which the caller does not hold
     */
    public void awaitCallbacks(Mutex mutex, Runnable wait) {
        wait.run();
    }
}
