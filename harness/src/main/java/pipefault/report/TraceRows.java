package pipefault.report;

import java.util.ArrayList;
import java.util.List;
import pipefault.trace.CallRecord;
import pipefault.trace.CallRecord.Kind;
import pipefault.trace.Trace;

/** Turns the records of a trace into the rows of a table: a call and its return share a row if nothing lies between. */
final class TraceRows {

    /** The thread that plays the script; what it notes is not the subject's doing and gets no column. */
    private static final String DRIVER = "driver";

    private TraceRows() {}

    /** Returns a row for everything that happened. */
    static List<TraceRow> all(Trace trace) {
        return rows(trace, false);
    }

    /** Returns a row for everything that matters: a mutex that a thread takes and gives back at once is counted only. */
    static List<TraceRow> brief(Trace trace) {
        return rows(trace, true);
    }

    private static List<TraceRow> rows(Trace trace, boolean brief) {
        List<TraceRow> rows = new ArrayList<>();
        List<CallRecord> records = trace.records();
        int i = 0;
        while (i < records.size()) {
            CallRecord record = records.get(i);
            int visits = brief ? visits(records, i) : 0;
            if (visits > 0) {
                rows.add(row(record, "lock, unlock " + record.text() + (visits == 1 ? "" : " (" + visits + " times)")));
                i += 2 * visits;
            } else if (i + 1 < records.size() && answers(records.get(i + 1), record)) {
                CallRecord answer = records.get(i + 1);
                rows.add(new TraceRow(
                        record.nanos(),
                        record.call(),
                        record.actor(),
                        call(record) + " -> " + answer(answer),
                        answer.injected()));
                i += 2;
            } else {
                rows.add(row(record, text(record)));
                i++;
            }
        }
        return rows;
    }

    /** Counts how often from here on a thread takes a mutex and gives it back, with nothing else between. */
    private static int visits(List<CallRecord> records, int from) {
        CallRecord first = records.get(from);
        int visits = 0;
        for (int i = from; i + 1 < records.size(); i += 2) {
            if (!isAbout(records.get(i), Kind.LOCKED, first) || !isAbout(records.get(i + 1), Kind.UNLOCKED, first)) {
                return visits;
            }
            visits++;
        }
        return visits;
    }

    private static boolean isAbout(CallRecord record, Kind kind, CallRecord mutex) {
        return record.kind() == kind
                && record.actor().equals(mutex.actor())
                && record.text().equals(mutex.text());
    }

    private static boolean answers(CallRecord next, CallRecord call) {
        return call.kind() == Kind.CALL && next.kind() == Kind.RETURN && next.call() == call.call();
    }

    private static TraceRow row(CallRecord record, String text) {
        boolean across = record.kind() == Kind.FINDING || record.actor().equals(DRIVER);
        return new TraceRow(
                record.nanos(),
                record.call(),
                across ? null : record.actor(),
                text,
                record.injected() || record.kind() == Kind.FINDING);
    }

    private static String text(CallRecord record) {
        return switch (record.kind()) {
            case CALL -> call(record) + " ...";
            case RETURN -> record.point() + " -> " + answer(record);
            case CALLBACK -> "callback of " + record.text() + " begins";
            case CALLBACK_END -> "callback of " + record.text() + " ends";
            case LOCKED -> "lock " + record.text();
            case UNLOCKED -> "unlock " + record.text();
            case TASK -> record.text() + " runs";
            case LISTENER -> "listener: " + record.text();
            case FAULT -> "* " + (record.point().isEmpty() ? "" : record.point() + " ") + record.text();
            case STEP -> (record.actor().equals(DRIVER) ? "driver: " : "") + record.text();
            case PEER -> record.text();
            case FINDING -> "! " + record.text() + " (by " + record.actor() + ")";
        };
    }

    private static String call(CallRecord record) {
        return record.point() + (record.text().isEmpty() ? "" : "(" + record.text() + ")");
    }

    private static String answer(CallRecord record) {
        return record.text() + (record.injected() ? " *" : "");
    }
}
