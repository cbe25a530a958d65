package pipefault.foreign;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import pipefault.inject.FaultInjector;
import pipefault.inject.Interception;
import pipefault.platform.CallResult;
import pipefault.platform.Handle;
import pipefault.platform.Operation;
import pipefault.platform.Platform;
import pipefault.platform.Win32Api;
import pipefault.platform.Win32Error;

/** A blocking pipe client as people write it, or a server if it is told so, right but for the flaws that it is given; on the simulated kernel. */
final class Client implements ForeignSubject {

    /** What can be wrong with it. */
    enum Flaw {
        LEAKS_THE_FILE,
        LEAKS_AN_EVENT_PER_READ,
        CLOSES_TWICE,
        LOSES_A_BYTE,
        DOUBLES_BYTES,
        SWALLOWS_WRITE_ERRORS,
        TELLS_END_FOR_ANY_ERROR,
        NAMES_ANOTHER_CODE,
        THROWS_WHAT_NOBODY_EXPECTS,
        CLOSE_LEAVES_THE_READER,
        RETURNS_NOTHING,
        TAKES_AN_EARLY_CLIENT_FOR_AN_ERROR,
        WAITS_FOR_WHAT_NEVER_BEGAN,
        OPENS_LATE,
        /** A read fills the buffer, and puts each piece at its start. */
        PUTS_EACH_PIECE_IN_FRONT,
        /** No flaw: a read fills the buffer. */
        READS_TO_THE_FULL,
        /** No flaw: after each read it looks whether there is more, and keeps an end that it sees for the next read. */
        LOOKS_AHEAD,
        /** No flaw: it tries once more to open. */
        OPENS_AGAIN
    }

    private static final int QUOTA = 4096;

    /** Longer than any other call may take. */
    private static final int LATE_MILLIS = 6_000;

    private final Set<Flaw> flaws;
    private Side side = Side.CLIENT;
    private @Nullable Platform platform;
    private @Nullable Workaround workaround;
    private Duration opensWithin = Conversation.BOUND;

    Client(Flaw... flaws) {
        this.flaws = EnumSet.noneOf(Flaw.class);
        this.flaws.addAll(List.of(flaws));
    }

    private boolean is(Flaw flaw) {
        return flaws.contains(flaw);
    }

    @Override
    public String name() {
        return "client";
    }

    @Override
    public Side side() {
        return side;
    }

    @Override
    public String caughtBy() {
        return "the platform";
    }

    /** Makes it the server. */
    Client serving() {
        side = Side.SERVER;
        return this;
    }

    /** Lets every run have this besides. */
    void standIn(Workaround with) {
        workaround = with;
    }

    @Override
    public Optional<Workaround> workaround() {
        return Optional.ofNullable(workaround);
    }

    Client opening(Duration within) {
        opensWithin = within;
        return this;
    }

    @Override
    public Duration opensWithin() {
        return opensWithin;
    }

    @Override
    public List<AutoCloseable> intercept(Interception interception) {
        platform = new FaultInjector(interception);
        return List.of();
    }

    @Override
    public Endpoint open(String pipe) throws IOException {
        Platform own = platform;
        if (own == null) {
            throw new IllegalStateException("not intercepted");
        }
        if (side == Side.SERVER) {
            return new Stream(own, accepted(own, pipe));
        }
        if (is(Flaw.OPENS_LATE)) {
            CallResult none = own.win32().createEvent(true, false, null);
            CallResult unused = own.win32().waitForSingleObject(none.rawHandle(), LATE_MILLIS);
            CallResult gone = own.win32().closeHandle(none.rawHandle());
            if (!gone.ok()) {
                throw failure("CloseHandle", gone.lastError());
            }
        }
        CallResult opened = own.win32()
                .createFile(pipe, Win32Api.GENERIC_READ | Win32Api.GENERIC_WRITE, Win32Api.FILE_FLAG_OVERLAPPED);
        if (!opened.ok() && is(Flaw.OPENS_AGAIN)) {
            opened = own.win32()
                    .createFile(pipe, Win32Api.GENERIC_READ | Win32Api.GENERIC_WRITE, Win32Api.FILE_FLAG_OVERLAPPED);
        }
        if (!opened.ok()) {
            throw failure("CreateFile", opened.lastError());
        }
        return new Stream(own, opened.rawHandle());
    }

    private Handle accepted(Platform own, String pipe) throws IOException {
        Win32Api win32 = own.win32();
        Handle file = win32.createNamedPipe(
                        pipe, Win32Api.PIPE_ACCESS_DUPLEX | Win32Api.FILE_FLAG_OVERLAPPED, 0, 1, QUOTA, QUOTA, 0)
                .rawHandle();
        Handle event = win32.createEvent(true, false, null).rawHandle();
        Operation waiting = own.operation(1);
        waiting.overlapped().setEvent(event);
        CallResult connected = win32.connectNamedPipe(file, waiting.overlapped());
        if (connected.isPending()) {
            connected = win32.getOverlappedResult(file, waiting.overlapped(), true);
        }
        waiting.release();
        CallResult unused = win32.closeHandle(event);
        boolean early = connected.lastError() == Win32Error.ERROR_PIPE_CONNECTED;
        // Of a client that has come and gone the next read or write tells.
        boolean gone = connected.lastError() == Win32Error.ERROR_NO_DATA;
        if (!connected.ok() && !gone && (!early || is(Flaw.TAKES_AN_EARLY_CLIENT_FOR_AN_ERROR))) {
            unused = win32.closeHandle(file);
            throw failure("ConnectNamedPipe", connected.lastError());
        }
        return file;
    }

    private IOException failure(String call, int code) {
        if (is(Flaw.THROWS_WHAT_NOBODY_EXPECTS)) {
            throw new IllegalStateException(call + " failed, error code " + code);
        }
        return new IOException(call + " failed, error code " + (is(Flaw.NAMES_ANOTHER_CODE) ? 0 : code));
    }

    private final class Stream implements Endpoint {

        private final Platform own;
        private final Win32Api win32;
        private final Handle file;
        private boolean endSeen;

        Stream(Platform own, Handle file) {
            this.own = own;
            win32 = own.win32();
            this.file = file;
        }

        @Override
        public void write(byte[] data) throws IOException {
            byte[] sent = is(Flaw.LOSES_A_BYTE) ? Arrays.copyOf(data, data.length - 1) : data;
            for (int times = is(Flaw.DOUBLES_BYTES) ? 2 : 1; times > 0; times--) {
                try {
                    int unused = transfer(sent, true);
                } catch (IOException e) {
                    if (!is(Flaw.SWALLOWS_WRITE_ERRORS)) {
                        throw e;
                    }
                }
            }
        }

        @Override
        public int read(byte[] buffer) throws IOException {
            if (is(Flaw.RETURNS_NOTHING)) {
                return 0;
            }
            if (endSeen) {
                return -1;
            }
            try {
                boolean full = is(Flaw.READS_TO_THE_FULL) || is(Flaw.PUTS_EACH_PIECE_IN_FRONT);
                int count = full ? readFully(buffer) : transfer(buffer, false);
                if (is(Flaw.LOOKS_AHEAD)) {
                    lookAhead();
                }
                return count;
            } catch (IOException e) {
                if (is(Flaw.TELLS_END_FOR_ANY_ERROR)) {
                    return -1;
                }
                throw e;
            }
        }

        /** Starts to read, and thinks better of it. */
        private void lookAhead() throws IOException {
            CallResult created = win32.createEvent(true, false, null);
            Operation ahead = own.operation(1);
            ahead.overlapped().setEvent(created.rawHandle());
            CallResult started = win32.readFile(file, ahead.data(), 0, 1, ahead.overlapped());
            endSeen = !started.ok() && !started.isPending();
            if (started.isPending()) {
                endInEarnest(ahead);
            }
            ahead.release();
            CallResult closed = win32.closeHandle(created.rawHandle());
            if (started.ok() || !closed.ok()) {
                throw new IOException("there is more to read than the script has, or an event cannot be closed");
            }
        }

        private int readFully(byte[] buffer) throws IOException {
            int got = 0;
            while (got < buffer.length) {
                byte[] piece = new byte[buffer.length - got];
                int count = transfer(piece, false);
                System.arraycopy(piece, 0, buffer, is(Flaw.PUTS_EACH_PIECE_IN_FRONT) ? 0 : got, count);
                got += count;
            }
            return got;
        }

        private int transfer(byte[] data, boolean out) throws IOException {
            CallResult created = win32.createEvent(true, false, null);
            if (!created.ok()) {
                throw failure("CreateEvent", created.lastError());
            }
            Operation operation = own.operation(data.length);
            try {
                operation.overlapped().setEvent(created.rawHandle());
                return transfer(data, out, operation);
            } finally {
                operation.release();
                if (out || !is(Flaw.LEAKS_AN_EVENT_PER_READ)) {
                    CallResult unused = win32.closeHandle(created.rawHandle());
                }
            }
        }

        private int transfer(byte[] data, boolean out, Operation operation) throws IOException {
            if (out) {
                operation.data().put(0, data, 0, data.length);
            }
            CallResult started = out
                    ? win32.writeFile(file, operation.data(), 0, data.length, operation.overlapped())
                    : win32.readFile(file, operation.data(), 0, data.length, operation.overlapped());
            if (!started.ok() && !started.isPending()) {
                if (is(Flaw.WAITS_FOR_WHAT_NEVER_BEGAN)) {
                    CallResult unused =
                            win32.waitForSingleObject(operation.overlapped().event(), Win32Error.INFINITE);
                }
                throw failure(out ? "WriteFile" : "ReadFile", started.lastError());
            }
            CallResult done = win32.getOverlappedResult(file, operation.overlapped(), true);
            if (!done.ok()) {
                // What was answered may not be so: the memory must not go while the kernel has it.
                endInEarnest(operation);
                throw failure("GetOverlappedResult", done.lastError());
            }
            if (!out) {
                operation.data().get(0, data, 0, (int) done.count());
            }
            return (int) done.count();
        }

        private void endInEarnest(Operation operation) {
            if (!operation.overlapped().hasIoCompleted()) {
                CallResult cancelled = win32.cancelIoEx(file, operation.overlapped());
                CallResult ended = win32.getOverlappedResult(file, operation.overlapped(), true);
                if (!cancelled.ok() && !ended.ok()) {
                    throw new IllegalStateException("neither cancelled nor ended");
                }
            }
        }

        @Override
        public void close() {
            if (!is(Flaw.CLOSE_LEAVES_THE_READER)) {
                CallResult unused = win32.cancelIoEx(file, null);
                if (!is(Flaw.LEAKS_THE_FILE)) {
                    CallResult closed = win32.closeHandle(file);
                    if (is(Flaw.CLOSES_TWICE) && closed.ok()) {
                        CallResult again = win32.closeHandle(file);
                        if (again.ok()) {
                            throw new IllegalStateException("closed twice, and both succeeded");
                        }
                    }
                }
            }
        }
    }
}
