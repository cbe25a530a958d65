package pipefault.foreign;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import pipefault.platform.CallResult;
import pipefault.platform.Handle;
import pipefault.platform.Operation;
import pipefault.platform.Win32Api;
import pipefault.platform.Win32Error;
import pipefault.world.World;

/**
 * Whoever has the other end of a foreign subject's pipe: with a binding of its own, which no fault reaches.
 *
 * <p>Reads whatever comes on a thread of its own, while it is told to. The other methods are for the driver.
 */
final class ForeignPeer implements AutoCloseable {

    private static final int QUOTA = 4096;
    private static final int CHUNK = 8192;
    private static final int RETRY_MILLIS = 10;

    private final World world;
    private final Win32Api win32;
    private final String name;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** What came; guarded by itself. */
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();

    private volatile Handle handle = Handle.NULL;
    private volatile boolean reading;
    private volatile boolean resting;
    private volatile boolean ended;

    ForeignPeer(World world, String name) {
        this.world = world;
        win32 = world.platform().win32();
        this.name = name;
    }

    /** Makes the pipe that the subject will open. */
    void serve() {
        CallResult created = win32.createNamedPipe(
                name, Win32Api.PIPE_ACCESS_DUPLEX | Win32Api.FILE_FLAG_OVERLAPPED, 0, 1, QUOTA, QUOTA, 0);
        handle = required(created, "CreateNamedPipe");
    }

    /** Opens the pipe that the subject has made, as soon as it is there; tells whether it ever was. */
    boolean connect(Duration bound) {
        Duration end = world.elapsed().plus(bound);
        while (world.elapsed().compareTo(end) < 0) {
            CallResult opened = win32.createFile(
                    name, Win32Api.GENERIC_READ | Win32Api.GENERIC_WRITE, Win32Api.FILE_FLAG_OVERLAPPED);
            if (opened.ok()) {
                handle = opened.rawHandle();
                return true;
            }
            world.sleep(Duration.ofMillis(RETRY_MILLIS));
        }
        return false;
    }

    private static Handle required(CallResult created, String call) {
        Handle made = created.handleOrNull();
        if (made == null) {
            throw new IllegalStateException("the peer's " + call + " failed: " + created);
        }
        return made;
    }

    boolean isConnected() {
        return handle.isValid();
    }

    /** Reads no more than what has been asked for already, until it is told to drain. */
    void rest() {
        resting = true;
    }

    /** Reads whatever comes. */
    void drain() {
        resting = false;
        if (!reading && handle.isValid()) {
            reading = true;
            world.start("peer", this::readAll);
        }
    }

    private void readAll() {
        while (world.await("the peer to be told to read on", () -> !resting || closed.get(), null) && !closed.get()) {
            byte[] got = transfer(new byte[CHUNK], false);
            if (got.length == 0) {
                break;
            }
            synchronized (received) {
                received.writeBytes(got);
            }
        }
        ended = true;
    }

    /** Sends bytes; tells whether all were taken. */
    boolean send(byte[] data) {
        return transfer(data, true).length == data.length;
    }

    /** Moves bytes one way and returns those that were moved; none if the pipe is at its end. */
    private byte[] transfer(byte[] data, boolean out) {
        Operation operation = world.platform().operation(data.length);
        Handle event = required(win32.createEvent(true, false, null), "CreateEvent");
        operation.overlapped().setEvent(event);
        if (out) {
            operation.data().put(0, data, 0, data.length);
        }
        CallResult started = out
                ? win32.writeFile(handle, operation.data(), 0, data.length, operation.overlapped())
                : win32.readFile(handle, operation.data(), 0, data.length, operation.overlapped());
        byte[] moved = new byte[0];
        if (started.ok() || started.isPending()) {
            CallResult done = win32.getOverlappedResult(handle, operation.overlapped(), true);
            moved = new byte[done.ok() ? (int) done.count() : 0];
            operation.data().get(0, moved, 0, moved.length);
        }
        operation.releaseOnCompletion(() -> {
            CallResult unused = win32.closeHandle(event);
        });
        return moved;
    }

    /** Returns what came so far. */
    byte[] received() {
        synchronized (received) {
            return received.toByteArray();
        }
    }

    /** Tells whether the subject's end is gone, or this one. */
    boolean hasEnded() {
        return ended;
    }

    /** Leaves: ends what it still does, and closes its end. */
    @Override
    public void close() {
        if (handle.isValid() && closed.compareAndSet(false, true)) {
            resting = false;
            CallResult cancelled = win32.cancelIoEx(handle, null);
            if (!cancelled.ok() && cancelled.lastError() != Win32Error.ERROR_NOT_FOUND) {
                throw new IllegalStateException("the peer's CancelIoEx failed: " + cancelled);
            }
            boolean unused = world.await("the peer's last read to end", () -> !reading || ended, Duration.ofSeconds(1));
            CallResult closedNow = win32.closeHandle(handle);
            if (!closedNow.ok()) {
                throw new IllegalStateException("the peer's CloseHandle failed: " + closedNow);
            }
        }
    }
}
