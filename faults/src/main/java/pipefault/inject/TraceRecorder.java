package pipefault.inject;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import pipefault.trace.Aside;
import pipefault.trace.CallRecord;
import pipefault.trace.CallRecord.Kind;
import pipefault.trace.Trace;
import pipefault.world.Actor;
import pipefault.world.World;

/**
 * Writes the trace of a run; safe for use by several threads.
 *
 * <p>Bounded: after {@link #MAX_RECORDS} records the rest is counted and dropped.
 */
public final class TraceRecorder {

    /** The largest number of records that is kept. */
    public static final int MAX_RECORDS = 200_000;

    /** The name of a thread that belongs to nobody. */
    public static final String KERNEL = "kernel";

    private final World world;

    /**
     * Guards itself, the asides and the counters; while it is held only the time is read, so that it never goes back, and
     * what the watches look at.
     */
    private final List<CallRecord> records = new ArrayList<>();

    private final List<Aside> asides = new ArrayList<>();
    private final List<Watch> watches = new CopyOnWriteArrayList<>();

    private int dropped;
    private int calls;

    /** Looks at something that tells nobody when it happens. */
    @FunctionalInterface
    public interface Watch {

        /**
         * Notes, with {@link TraceRecorder#aside}, what has happened since the last look.
         *
         * <p>Is called before each record, under the recorder's monitor: reads memory, and neither calls the platform nor
         * waits.
         */
        void look();
    }

    /** Creates an empty recorder whose time is that of the world. */
    public TraceRecorder(World world) {
        this.world = world;
    }

    /** Adds the entry of a call and returns the number of the call. */
    int enter(@Nullable Actor actor, String point, String text) {
        synchronized (records) {
            int number = ++calls;
            int unused = addToRecords(actorName(actor), Kind.CALL, number, point, text, false);
            return number;
        }
    }

    /** Adds the return of a call and returns its position. */
    int leave(@Nullable Actor actor, int number, String point, String text, boolean injected) {
        return add(actorName(actor), Kind.RETURN, number, point, text, injected);
    }

    /** Adds a record of the calling thread and returns its position. */
    public int add(Kind kind, int call, String point, String text, boolean injected) {
        return add(actorName(world.current()), kind, call, point, text, injected);
    }

    /** Adds a record without a call: a step, what the peer did, what an oracle saw. */
    public int note(Kind kind, String text) {
        return add(kind, 0, "", text, false);
    }

    private int add(String actor, Kind kind, int call, String point, String text, boolean injected) {
        synchronized (records) {
            return addToRecords(actor, kind, call, point, text, injected);
        }
    }

    /** Is called with the monitor held. */
    private int addToRecords(String actor, Kind kind, int call, String point, String text, boolean injected) {
        if (records.size() >= MAX_RECORDS) {
            dropped++;
            return MAX_RECORDS;
        }
        look();
        int sequence = records.size() + 1;
        records.add(new CallRecord(sequence, world.elapsed().toNanos(), actor, kind, call, point, text, injected));
        return sequence;
    }

    /** Lets somebody look before each record from now on. */
    public void watch(Watch watch) {
        watches.add(watch);
    }

    private void look() {
        for (int i = 0; i < watches.size(); i++) {
            watches.get(i).look();
        }
    }

    /** Adds what was seen beside the calls; beyond as many as there may be records it is dropped. */
    public void aside(Aside.Kind kind, String object, String text) {
        synchronized (records) {
            if (asides.size() < MAX_RECORDS) {
                asides.add(new Aside(records.size(), world.elapsed().toNanos(), kind, object, text));
            }
        }
    }

    /** Returns the name that a thread has in traces; {@code kernel} for one that belongs to nobody. */
    public static String actorName(@Nullable Actor actor) {
        return actor == null ? KERNEL : actor.name();
    }

    /** Returns the position of the latest record; 0 if there is none. */
    int position() {
        synchronized (records) {
            return records.size();
        }
    }

    /** Returns what has been recorded so far. */
    public Trace trace() {
        synchronized (records) {
            look();
            return new Trace(records, asides);
        }
    }

    /** Returns how many records were dropped because the trace was full. */
    public int dropped() {
        synchronized (records) {
            return dropped;
        }
    }
}
