package pipefault.foreign;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import pipefault.inject.Interception;
import pipefault.pipe.Payload;
import pipefault.trace.CallRecord;
import pipefault.trace.CallRecord.Kind;
import pipefault.trace.Trace;
import pipefault.world.Actor;
import pipefault.world.World;

/** A subject and a peer with each other: what is asked of both, and what comes of it. For the driver of one run. */
final class Conversation {

    /** How long a call of the subject may take; the peer never keeps it waiting. */
    static final Duration BOUND = Duration.ofSeconds(4);

    /** After this time a call is taken for blocked, whether or not its thread is seen in a call of Windows. */
    private static final Duration SETTLED = Duration.ofMillis(250);

    /** After this time the peer comes, whether or not the server waits for somebody; a delay of its calls may be longer. */
    private static final Duration PREPARED = Duration.ofSeconds(3);

    /** How long bytes that were written may be on their way. */
    private static final Duration ARRIVAL = Duration.ofSeconds(2);

    private static final String CALLER = "caller";
    private static final String SENDER = "sender";

    private final World world;
    private final Interception interception;
    private final ForeignPeer peer;
    private final List<Attempt> attempts = new ArrayList<>();
    private final ByteLedger bytes = new ByteLedger();
    private @Nullable Endpoint endpoint;
    private int streams;
    private volatile boolean leftMemory;

    /** Who has sent last; null before that. */
    private @Nullable Actor sender;

    Conversation(World world, Interception interception, ForeignPeer peer) {
        this.world = world;
        this.interception = interception;
        this.peer = peer;
    }

    /** The conversation cannot go on, and this process can make no other. */
    static final class Cut extends RuntimeException {
        private static final long serialVersionUID = 1;

        Cut(String why) {
            super(why);
        }
    }

    /** A call of the subject on its way. */
    final class Going {
        private final String what;
        private final Actor actor;
        private final int began;
        private boolean mayThrow;

        /** The kernel may write to what was on its stack. */
        private volatile boolean unsafe;

        private final AtomicReference<@Nullable Object> returned = new AtomicReference<>();
        private final AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();

        Going(String what, String role, Callable<? extends @Nullable Object> call) {
            this.what = what;
            began = interception.recorder().note(Kind.STEP, what + " begins");
            actor = world.start(role, () -> {
                try {
                    returned.set(call.call());
                } catch (Throwable e) {
                    thrown.set(e);
                }
                unsafe = interception.foreignLeftOnStack();
                leftMemory |= unsafe;
                interception.recorder().note(Kind.STEP, what + " ends");
            });
        }

        /** Says that it may throw without any fault. */
        Going mayThrow() {
            mayThrow = true;
            return this;
        }

        /** Waits until the call has come back or stays where it is; ends the conversation if it has left memory to the kernel. */
        Going settle() {
            return settle(SETTLED);
        }

        private Going settle(Duration bound) {
            boolean unused = world.await(
                    what + " to return or to block",
                    () -> actor.isDone() || interception.blockingCallOf(actor.name()) != null,
                    bound);
            if (actor.isDone() && unsafe) {
                unused = returns();
            }
            return this;
        }

        /**
         * Waits for the end, and tells whether it returned.
         *
         * @throws Cut if it does not come, or has left memory of its stack to the kernel
         */
        boolean returns() {
            return returnsWithin(BOUND);
        }

        boolean returnsWithin(Duration bound) {
            boolean inTime = world.await(what + " to return", actor::isDone, bound);
            Throwable e = thrown.get();
            Attempt attempt = new Attempt(
                    what,
                    began,
                    inTime && e == null ? String.valueOf(returned.get()) : null,
                    e == null ? null : Words.of(e),
                    e != null && !(e instanceof IOException),
                    mayThrow,
                    inTime ? null : Words.whereabouts(actor, interception));
            attempts.add(attempt);
            if (!inTime || unsafe) {
                throw new Cut(attempt.toString());
            }
            return e == null;
        }

        /** Tells whether it comes back with what it has got so far. */
        boolean isDoneSoon() {
            return world.await(what + " to return or to want more", actor::isDone, SETTLED);
        }

        boolean hasThrown() {
            return actor.isDone() && thrown.get() != null;
        }

        int count() {
            return returned.get() instanceof Integer count ? count : 0;
        }
    }

    Going start(String what, String role, Callable<? extends @Nullable Object> call) {
        return new Going(what, role, call);
    }

    /** Opens the subject's endpoint; tells whether there is one. */
    boolean open(ForeignSubject subject, String pipe) {
        Going opening = start("open", CALLER, () -> {
            endpoint = subject.open(pipe);
            return "an endpoint";
        });
        if (subject.side() == ForeignSubject.Side.SERVER) {
            boolean unused = connectTo(opening);
        }
        return opening.returnsWithin(subject.opensWithin());
    }

    private boolean connectTo(Going opening) {
        // To come before the server waits would be a matter of luck; a plan can have ConnectNamedPipe say that it was
        // so.
        opening.settle(PREPARED);
        boolean connected = false;
        for (int i = 0; i < 40 && !connected && !opening.hasThrown(); i++) {
            connected = peer.connect(Duration.ofMillis(100));
        }
        return connected;
    }

    private Endpoint endpoint() {
        Endpoint open = endpoint;
        if (open == null) {
            throw new IllegalStateException("the conversation goes on without an endpoint");
        }
        return open;
    }

    /** Lets the subject write so many bytes; the peer reads once the write has returned or blocks. */
    boolean write(int length) {
        byte[] data = Payload.of(++streams, length).bytes();
        bytes.offered(data);
        // What does not fit into the pipe is under way as long as the call is, whatever the order of threads.
        peer.rest();
        Going writing = start("write " + length + " bytes", CALLER, () -> {
            endpoint().write(data.clone());
            return "all";
        });
        writing.settle();
        peer.drain();
        boolean ok = writing.returns();
        if (ok) {
            bytes.allWritten();
        }
        return ok;
    }

    /**
     * Lets the subject read all that the peer sends, in pieces of these sizes: the first once the first read has returned or
     * blocks, each other one once what came before it has been read, or was not enough for the read to return.
     */
    boolean read(int... sizes) {
        byte[] data = Payload.of(++streams, IntStream.of(sizes).sum()).bytes();
        bytes.sent(data);
        int pieces = 0;
        int sent = 0;
        int got = 0;
        while (got < data.length) {
            byte[] buffer = new byte[data.length];
            Going reading = start("read", CALLER, () -> endpoint().read(buffer));
            reading.settle();
            boolean enough = got < sent;
            while (pieces < sizes.length && !enough) {
                send(Arrays.copyOfRange(data, sent, sent + sizes[pieces]));
                sent += sizes[pieces++];
                enough = pieces == sizes.length || reading.isDoneSoon();
            }
            if (!reading.returns()) {
                return false;
            }
            if (reading.count() < 0) {
                bytes.endedEarly();
                return false;
            }
            bytes.read(Arrays.copyOf(buffer, Math.min(reading.count(), buffer.length)));
            got += reading.count();
            if (reading.count() == 0) {
                bytes.readNothing();
                return false;
            }
        }
        return true;
    }

    private void send(byte[] piece) {
        awaitSender();
        sender = world.start(SENDER, () -> {
            boolean all = peer.send(piece);
            interception
                    .recorder()
                    .note(Kind.STEP, all ? "the peer has sent " + piece.length + " bytes" : "the peer could not send");
        });
    }

    /** Waits until what was sent last has gone; the pipe may be full where the subject reads no more. */
    private void awaitSender() {
        Actor last = sender;
        boolean unused = last == null || world.await("the peer to have sent", last::isDone, ARRIVAL);
    }

    /** Lets the subject read at the end of the stream, where it may return -1 or throw. */
    void readAtTheEnd() {
        awaitSender();
        peer.close();
        byte[] buffer = new byte[100];
        Going reading = start(
                        "read after the peer has left", CALLER, () -> endpoint().read(buffer))
                .mayThrow();
        if (reading.returns() && reading.count() > 0) {
            bytes.read(Arrays.copyOf(buffer, reading.count()));
        }
    }

    /** Lets one thread close the endpoint while another reads. */
    void closeWhileReading() {
        byte[] buffer = new byte[100];
        Going reading = start(
                        "read that nobody answers", CALLER, () -> endpoint().read(buffer))
                .mayThrow()
                .settle();
        close();
        boolean unused = reading.returns();
    }

    void close() {
        boolean unused = start("close", "closer", () -> {
                    endpoint().close();
                    return null;
                })
                .returns();
    }

    /** Waits for the bytes that must arrive. */
    void awaitArrival() {
        long accepted = bytes.accepted();
        boolean unused = world.await(
                "the written bytes to arrive", () -> peer.received().length >= accepted || peer.hasEnded(), ARRIVAL);
    }

    /**
     * Returns what passed, with one caller and one sender: each of their calls has a thread of its own, but not before the one
     * before has come to its end.
     */
    Trace trace() {
        Trace trace = interception.recorder().trace();
        return new Trace(
                trace.records().stream().map(Conversation::withoutNumber).toList(), trace.asides());
    }

    private static CallRecord withoutNumber(CallRecord record) {
        String actor = record.actor().replaceFirst("^(" + CALLER + "|" + SENDER + ")-\\d+$", "$1");
        return new CallRecord(
                record.sequence(),
                record.nanos(),
                actor,
                record.kind(),
                record.call(),
                record.point(),
                record.text(),
                record.injected());
    }

    /** Tells whether the kernel may write to what was on the stack of a call that has ended. */
    boolean hasLeftMemory() {
        return leftMemory;
    }

    List<Attempt> attempts() {
        return attempts;
    }

    ByteLedger bytes() {
        return bytes;
    }
}
