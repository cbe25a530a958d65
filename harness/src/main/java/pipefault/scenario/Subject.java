package pipefault.scenario;

import java.time.Duration;

/**
 * A pipe writer that is being driven.
 *
 * <p>The owner thread (the one that runs the platform's event loop) calls every method; {@link #bytesPending}, {@link #stop}
 * and {@link #close} may be called from any other thread too, at any time. A method that cannot do its work throws an
 * unchecked exception; a refusal that says why beats a bare false.
 */
public interface Subject extends AutoCloseable {

    /**
     * Accepts data for writing, and returns without waiting for the peer.
     *
     * @param data copied before the call returns
     * @return whether the data was accepted; false is back-pressure
     * @throws IllegalStateException if the subject is closed or has failed
     */
    boolean write(byte[] data);

    /** Returns the number of accepted bytes that are neither reported as written nor given up. */
    long bytesPending();

    /**
     * Blocks the owner thread until some accepted bytes have been written, and reports them.
     *
     * @param bound real or virtual time, as the platform's clock
     * @return false if the bound passed first, if nothing is pending, or if the subject has failed
     */
    boolean waitForWrite(Duration bound);

    /** Ends writing: what is pending is cancelled, and nothing is reported after the call has returned. */
    void stop();

    /** Stops, and gives back everything the subject holds; the pipe handle too if it owns it. A second call has no effect. */
    @Override
    void close();
}
