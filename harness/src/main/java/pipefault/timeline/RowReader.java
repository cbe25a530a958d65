package pipefault.timeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pipefault.timeline.Picture.Kind;
import pipefault.timeline.Picture.Row;
import pipefault.trace.Aside;
import pipefault.trace.CallRecord;
import pipefault.trace.Trace;
import pipefault.world.World;

/**
 * Turns what a trace holds into rows: a call and its return share one if nothing came between, and
 * so do a mutex that is taken and what gives it back.
 *
 * <p>What was seen beside the calls stands where it was seen. If that is inside a call, it stands before the call: what
 * the kernel has ended there is what the call tells of.
 */
final class RowReader {

    private static final String BEGINS = " begins";

    private final List<CallRecord> records;
    private final List<Aside> asides;
    private final List<Row> rows = new ArrayList<>();
    private final Set<String> lanes = new LinkedHashSet<>();

    /** The row of each record, by its position. */
    private final int[] rowOfRecord;

    /** The row of each aside that has one or begins with a call. */
    private final Map<Aside, Integer> rowOfAside = new HashMap<>();

    private int nextAside;

    private RowReader(Trace trace) {
        records = trace.records();
        asides = trace.asides();
        rowOfRecord = new int[records.size() + 1];
    }

    /** Reads a trace. */
    static RowReader of(Trace trace) {
        RowReader reader = new RowReader(trace);
        reader.read();
        return reader;
    }

    private void read() {
        int i = 0;
        while (i < records.size()) {
            CallRecord record = records.get(i);
            boolean quiet = i + 1 < records.size() && undoes(records.get(i + 1), record);
            boolean whole =
                    i + 1 < records.size() && (quiet || records.get(i + 1).isAnswerTo(record));
            CallRecord last = whole ? records.get(i + 1) : record;
            asidesBefore(last.sequence());
            for (int at = record.sequence(); at <= last.sequence(); at++) {
                rowOfRecord[at] = rows.size();
            }
            add(quiet ? lockAndUnlock(record) : whole ? call(record, last) : row(record));
            i += whole ? 2 : 1;
        }
        asidesBefore(records.size() + 1);
    }

    /** Tells whether a mutex is given back at once. */
    private static boolean undoes(CallRecord next, CallRecord lock) {
        return lock.kind() == CallRecord.Kind.LOCKED
                && next.kind() == CallRecord.Kind.UNLOCKED
                && next.actor().equals(lock.actor())
                && next.text().equals(lock.text());
    }

    private static Row lockAndUnlock(CallRecord record) {
        return row(record, Kind.LOCK, "lock, unlock " + record.text(), "", "");
    }

    /** Adds what was seen before the record at a position; what the call itself has brought about belongs to its row. */
    private void asidesBefore(int sequence) {
        while (nextAside < asides.size() && asides.get(nextAside).after() < sequence) {
            Aside aside = asides.get(nextAside++);
            rowOfAside.put(aside, rows.size());
            if (aside.kind() != Aside.Kind.TAKEN) {
                rows.add(row(aside));
            }
        }
    }

    private void add(Row row) {
        rows.add(row);
        if (!row.lane().equals(Picture.ALL) && !row.lane().equals(Picture.KERNEL)) {
            lanes.add(row.lane());
        }
    }

    private static Row row(Aside aside) {
        String text =
                switch (aside.kind()) {
                    case TAKEN -> aside.object() + " is pending";
                    case ENDED -> aside.object() + " ends: " + aside.text();
                    case HANDED_OVER -> aside.object() + " is handed over until it ends";
                    case RELEASED ->
                        aside.object() + " released" + (aside.text().isEmpty() ? "" : " early");
                    case RECEIVED -> "gets " + aside.text();
                };
        boolean peer = aside.kind() == Aside.Kind.RECEIVED;
        return new Row(
                aside.nanos(),
                peer ? Picture.PEER : Picture.KERNEL,
                peer ? Kind.PEER : Kind.KERNEL,
                0,
                text,
                "",
                "",
                false,
                false);
    }

    private static Row call(CallRecord call, CallRecord answer) {
        return new Row(
                call.nanos(),
                call.actor(),
                Kind.CALL,
                call.call(),
                call.point(),
                call.text(),
                answer.text(),
                answer.injected(),
                false);
    }

    private static Row row(CallRecord record) {
        String text = record.text();
        return switch (record.kind()) {
            case CALL -> row(record, Kind.ENTER, record.point(), text, "");
            case RETURN -> row(record, Kind.RETURN, record.point(), "", text);
            case CALLBACK -> row(record, Kind.CALLBACK, "callback of " + text + " begins", "", "");
            case CALLBACK_END -> row(record, Kind.CALLBACK_END, "callback of " + text + " ends", "", "");
            case LOCKED ->
                text.endsWith(CallRecord.WAITS)
                        ? row(record, Kind.LOCK_WAIT, "waits for " + mutex(record), "", "")
                        : row(record, Kind.LOCK, "lock " + text, "", "");
            case UNLOCKED -> row(record, Kind.UNLOCK, "unlock " + text, "", "");
            case TASK -> row(record, Kind.TASK, text + " runs", "", "");
            case LISTENER -> row(record, Kind.LISTENER, text, "", "");
            case FAULT -> row(record, Kind.FAULT, fault(record), "", "");
            case STEP -> row(record, isBegin(record) ? Kind.STEP : Kind.STEP_END, text, "", "");
            case PEER -> row(record, Kind.PEER, text, "", "");
            case FINDING -> row(record, Kind.FINDING, text, "", "");
        };
    }

    private static String fault(CallRecord record) {
        if (record.text().isEmpty()) {
            return record.point() + ": a fault fires";
        }
        return (record.point().isEmpty() ? "" : record.point() + " ") + record.text();
    }

    private static boolean isBegin(CallRecord record) {
        return record.actor().equals(World.DRIVER) || record.text().endsWith(BEGINS);
    }

    private static Row row(CallRecord record, Kind kind, String title, String arguments, String answer) {
        // What the one notes that plays the script concerns all.
        boolean all = record.actor().equals(World.DRIVER);
        return new Row(
                record.nanos(),
                all ? Picture.ALL : record.actor(),
                kind,
                record.call(),
                title,
                arguments,
                answer,
                record.injected(),
                false);
    }

    /** Returns the mutex that a record of kind LOCKED or UNLOCKED is about. */
    static String mutex(CallRecord record) {
        String text = record.text();
        return text.endsWith(CallRecord.WAITS) ? text.substring(0, text.length() - CallRecord.WAITS.length()) : text;
    }

    /** Tells whether a record says that a thread begins to wait for a mutex. */
    static boolean isWait(CallRecord record) {
        return record.kind() == CallRecord.Kind.LOCKED && record.text().endsWith(CallRecord.WAITS);
    }

    /** Returns the rows. */
    List<Row> rows() {
        return rows;
    }

    /** Returns the threads, in the order in which they appear. */
    List<String> lanes() {
        return List.copyOf(lanes);
    }

    /** Returns the row in which a record is drawn. */
    int rowOf(CallRecord record) {
        return rowOfRecord[record.sequence()];
    }

    /** Returns the row in which an aside is drawn, or what it brought about begins. */
    int rowOf(Aside aside) {
        return Math.min(rowOfAside.getOrDefault(aside, 0), rows.size() - 1);
    }
}
