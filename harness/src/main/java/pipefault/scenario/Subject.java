package pipefault.scenario;

import java.time.Duration;

/**
 * A pipe writer that is being driven.
 *
 * <p><b>Threads.</b> The owner thread, the one that runs the platform's event loop, opens the subject and calls {@link #write}
 * and {@link #waitForWrite}. {@link #bytesPending}, {@link #stop} and {@link #close} may be called by any thread at any
 * time, several at once included, and all methods from inside the {@link Listener}. No method but {@link #waitForWrite}
 * waits for the peer; stopping may wait for what it has cancelled, within a bound of its own.
 *
 * <p><b>Exceptions.</b> A method throws only where it cannot do its work, and then says why: the message, or that of a
 * cause, names the error code that a call of Windows has answered. Only {@link #write} may refuse without a code, once the
 * subject was stopped or has failed. Any other exception is a finding, in runs with faults as in the control run.
 *
 * <p><b>What counts as a clear word.</b> {@link Listener#failed}, {@link Listener#closed}, or an exception. A subject that
 * has given one need not deliver anything more. A bare false is none: it means back-pressure and nothing else.
 */
public interface Subject extends AutoCloseable {

    /**
     * Accepts data for writing, and returns without waiting for the peer.
     *
     * <p>Accepted data is delivered whole and in order, and reported by {@link Listener#written}, unless the subject is
     * stopped or gives a clear word. Of data that is refused not a byte may reach the peer. Where the call throws, a part
     * may have gone out.
     *
     * @param data copied before the call returns
     * @return whether the data was accepted; false is back-pressure: the same data is accepted later, once enough of what
     *     is pending was reported
     * @throws IllegalStateException if the subject was stopped or closed, or has failed; never false then
     */
    boolean write(byte[] data);

    /**
     * Returns the number of accepted bytes that are neither reported as written nor given up.
     *
     * <p>Does not block, whatever another thread is doing inside the subject; 0 once it was stopped or has told of a failure.
     */
    long bytesPending();

    /**
     * Blocks the owner thread until some accepted bytes have been written, and reports them before it returns.
     *
     * @param bound real or virtual time, as the platform's clock
     * @return true if the listener was told of bytes meanwhile; false if the bound passed first, if nothing is pending, or
     *     if the subject has failed. False with bytes pending and no failure told may only come when the bound has passed
     */
    boolean waitForWrite(Duration bound);

    /**
     * Ends writing, for good.
     *
     * <p>What is pending is cancelled or given up, and a part of it may reach the peer. The listener hears the rest inside
     * this call: bytes that were written, a failure, and {@link Listener#closed} last. When it has returned, no callback
     * runs, nothing is posted and nothing is told any more, and memory that the kernel still owns was handed over to its
     * completion. A second call has no effect; one by another thread meanwhile returns when the first has done its work.
     */
    void stop();

    /**
     * Stops, and gives back everything the subject holds; the pipe handle too if it owns it, and else never.
     *
     * <p>Promises what {@link #stop} promises. A second call has no effect.
     */
    @Override
    void close();
}
