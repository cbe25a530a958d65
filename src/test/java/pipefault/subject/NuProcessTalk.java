package pipefault.subject;

import com.zaxxer.nuprocess.NuAbstractProcessHandler;
import com.zaxxer.nuprocess.NuProcess;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What NuProcess tells of a child by its callbacks, as calls that wait for them; guarded by itself.
 *
 * <p>A write is over when the library asks for more, which it does once it has written what it got. No wait has a bound of its
 * own: who is never told waits, as every caller of the library would.
 */
final class NuProcessTalk extends NuAbstractProcessHandler {

    private final Queue<ByteBuffer> arrived = new ArrayDeque<>();
    private @Nullable NuProcess process;
    private byte @Nullable [] toWrite;
    private boolean written;
    private boolean outputEnded;
    private boolean errorsEnded;
    private boolean over;

    @Override
    public synchronized void onPreStart(NuProcess started) {
        process = started;
    }

    @Override
    public synchronized void onStdout(ByteBuffer buffer, boolean closed) {
        if (buffer.hasRemaining()) {
            byte[] copy = new byte[buffer.remaining()];
            buffer.get(copy);
            arrived.add(ByteBuffer.wrap(copy));
        }
        outputEnded |= closed;
        notifyAll();
    }

    @Override
    public synchronized void onStderr(ByteBuffer buffer, boolean closed) {
        buffer.position(buffer.limit());
        errorsEnded |= closed;
        notifyAll();
    }

    @Override
    public synchronized boolean onStdinReady(ByteBuffer buffer) {
        byte[] data = toWrite;
        if (data != null) {
            buffer.put(data);
            toWrite = null;
        } else {
            // It asks for more once it has written what it got.
            written = true;
            notifyAll();
        }
        buffer.flip();
        return data != null;
    }

    @Override
    public synchronized void onExit(int exitCode) {
        over();
    }

    synchronized void over() {
        over = true;
        notifyAll();
    }

    synchronized void write(byte[] data) throws IOException {
        if (outputEnded || errorsEnded || over) {
            // One of these is all that it tells of a pipe that is gone.
            throw new IOException("the process leaves: one of its outputs has ended");
        }
        toWrite = data.clone();
        written = false;
        process().wantWrite();
        await(() -> written || over);
        if (!written) {
            throw new IOException("the process has ended before all was written");
        }
    }

    synchronized int read(byte[] buffer) throws IOException {
        await(() -> !arrived.isEmpty() || outputEnded || over);
        ByteBuffer first = arrived.peek();
        if (first == null) {
            return -1;
        }
        int count = Math.min(first.remaining(), buffer.length);
        first.get(buffer, 0, count);
        if (!first.hasRemaining()) {
            arrived.remove();
        }
        return count;
    }

    /** Tells whether the process leaves, or has left. */
    synchronized boolean outputHasEnded() {
        return outputEnded || over;
    }

    synchronized boolean isOver() {
        return over;
    }

    synchronized NuProcess process() {
        NuProcess started = process;
        if (started == null) {
            throw new IllegalStateException("the library has not told of the process that it starts");
        }
        return started;
    }

    private void await(BooleanSupplier reached) throws IOException {
        try {
            while (!reached.getAsBoolean()) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
