package pipefault.timeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import pipefault.timeline.Picture.Span;
import pipefault.timeline.Picture.SpanKind;
import pipefault.trace.Aside;
import pipefault.trace.CallRecord;
import pipefault.trace.Trace;

/** Finds in a trace what lasts from one row to another. */
final class SpanReader {

    private final RowReader rows;
    private final List<Span> spans = new ArrayList<>();

    /** What has begun and not ended, by what it is. */
    private final Map<Key, Begun> going = new LinkedHashMap<>();

    private record Key(SpanKind kind, String lane, String name) {}

    private record Begun(int row, String name) {}

    private SpanReader(RowReader rows) {
        this.rows = rows;
    }

    /** Returns the spans in the order of their first rows; a call that fills its row only is none. */
    static List<Span> of(Trace trace, RowReader rows) {
        SpanReader reader = new SpanReader(rows);
        trace.records().forEach(reader::read);
        reader.operations(trace.asides());
        int end = rows.rows().size() - 1;
        reader.going.forEach((key, begun) ->
                reader.spans.add(new Span(key.kind(), key.lane(), begun.row(), end, true, begun.name(), -1)));
        reader.spans.removeIf(span -> span.kind() == SpanKind.CALL && span.from() == span.to() && !span.open());
        reader.spans.sort((a, b) -> a.from() != b.from() ? a.from() - b.from() : b.to() - a.to());
        return List.copyOf(reader.spans);
    }

    private void read(CallRecord record) {
        String lane = record.actor();
        String call = Integer.toString(record.call());
        switch (record.kind()) {
            case CALL -> begin(new Key(SpanKind.CALL, lane, call), record, record.point());
            case RETURN -> end(new Key(SpanKind.CALL, lane, call), record);
            case CALLBACK -> begin(new Key(SpanKind.CALLBACK, lane, record.text()), record, record.text());
            case CALLBACK_END -> end(new Key(SpanKind.CALLBACK, lane, record.text()), record);
            case LOCKED -> locked(record);
            case UNLOCKED -> end(new Key(SpanKind.LOCK, lane, record.text()), record);
            case FAULT -> fault(record);
            default -> {
                // Happens at once.
            }
        }
    }

    private void locked(CallRecord record) {
        String mutex = RowReader.mutex(record);
        Key wait = new Key(SpanKind.LOCK_WAIT, record.actor(), mutex);
        if (RowReader.isWait(record)) {
            begin(wait, record, mutex);
            return;
        }
        end(wait, record);
        begin(new Key(SpanKind.LOCK, record.actor(), mutex), record, mutex);
    }

    private void fault(CallRecord record) {
        String text = record.text();
        if (text.startsWith(CallRecord.HELD)) {
            String gate = text.substring(CallRecord.HELD.length());
            begin(new Key(SpanKind.HELD, record.actor(), gate), record, gate);
        } else if (text.startsWith(CallRecord.GOES_ON)) {
            String gate = text.substring(CallRecord.GOES_ON.length()).split(",", 2)[0];
            end(new Key(SpanKind.HELD, record.actor(), gate), record);
        }
    }

    private void begin(Key key, CallRecord record, String name) {
        going.putIfAbsent(key, new Begun(rows.rowOf(record), name));
    }

    private void end(Key key, CallRecord record) {
        Begun begun = going.remove(key);
        if (begun != null) {
            spans.add(new Span(key.kind(), key.lane(), begun.row(), rows.rowOf(record), false, begun.name(), -1));
        }
    }

    /** Draws for how long the kernel owned the memory of operations, whatever the subject did with it meanwhile. */
    private void operations(List<Aside> asides) {
        Map<String, Integer> taken = new LinkedHashMap<>();
        Map<String, Integer> released = new HashMap<>();
        for (Aside aside : asides) {
            String operation = aside.object();
            int row = rows.rowOf(aside);
            switch (aside.kind()) {
                case TAKEN -> {
                    if (taken.containsKey(operation)) {
                        add(operation, taken, released, row, false);
                    }
                    taken.put(operation, row);
                }
                case ENDED -> {
                    if (taken.containsKey(operation)) {
                        add(operation, taken, released, row, false);
                    }
                }
                case RELEASED -> {
                    if (taken.containsKey(operation)) {
                        released.put(operation, row);
                    }
                }
                default -> {
                    // The kernel owns it as before.
                }
            }
        }
        int end = rows.rows().size() - 1;
        for (String operation : List.copyOf(taken.keySet())) {
            add(operation, taken, released, end, true);
        }
    }

    private void add(
            String operation, Map<String, Integer> taken, Map<String, Integer> released, int to, boolean open) {
        int from = taken.getOrDefault(operation, to);
        int early = released.getOrDefault(operation, -1);
        taken.remove(operation);
        released.remove(operation);
        spans.add(new Span(SpanKind.OPERATION, Picture.KERNEL, from, to, open, operation, early));
    }
}
