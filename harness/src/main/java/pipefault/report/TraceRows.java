package pipefault.report;

import java.util.ArrayList;
import java.util.List;
import pipefault.trace.CallRecord;
import pipefault.trace.CallRecord.Kind;
import pipefault.trace.Trace;
import pipefault.world.World;

/** Turns the records of a trace into the rows of a table: a call and its return share a row if nothing lies between. */
final class TraceRows {

    private TraceRows() {}

    /** Returns a row for everything in a trace. */
    static List<TraceRow> of(Trace trace) {
        List<TraceRow> rows = new ArrayList<>();
        List<CallRecord> records = trace.records();
        int i = 0;
        while (i < records.size()) {
            CallRecord record = records.get(i);
            if (i + 1 < records.size() && records.get(i + 1).isAnswerTo(record)) {
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

    private static TraceRow row(CallRecord record, String text) {
        // What the one notes that plays the script is not the subject's doing, and gets no column.
        boolean across = record.kind() == Kind.FINDING || record.actor().equals(World.DRIVER);
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
            case STEP -> (record.actor().equals(World.DRIVER) ? "driver: " : "") + record.text();
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
