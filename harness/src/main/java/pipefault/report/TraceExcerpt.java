package pipefault.report;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import pipefault.scenario.RunResult;
import pipefault.trace.CallRecord;
import pipefault.trace.CallRecord.Kind;
import pipefault.trace.Trace;

/**
 * The part of a trace that a reader of a message needs.
 *
 * @param trace what the driven subject did, without mutexes that were taken and given back and nothing came of it
 * @param recoveryEvents how many records about the recovery phase of a fresh subject are not in it
 * @param quietLocks how many pairs of lock and unlock are not in it
 */
public record TraceExcerpt(Trace trace, int recoveryEvents, int quietLocks) {

    /** What the driver notes when it turns to a fresh subject. */
    private static final String SUBJECT_DONE = RunResult.SUBJECT_DONE;

    /** What the driver notes when it turns to the recovery phase. */
    private static final String LIFTED = "the faults are lifted; recovery begins";

    /** Returns what passed while faults could fire. */
    static List<CallRecord> whileArmed(Trace trace) {
        List<CallRecord> all = trace.records();
        List<CallRecord> own = all.subList(0, endAt(SUBJECT_DONE, all));
        return own.subList(0, endAt(LIFTED, own));
    }

    /** Returns everything. */
    static TraceExcerpt whole(Trace trace) {
        return new TraceExcerpt(trace, 0, 0);
    }

    /**
     * Returns what matters.
     *
     * @param withRecovery keeps what a fresh subject did, because the verdict is about that
     */
    static TraceExcerpt of(Trace trace, boolean withRecovery) {
        List<CallRecord> all = trace.records();
        List<CallRecord> own = withRecovery ? all : all.subList(0, endAt(SUBJECT_DONE, all));
        BitSet quiet = quietLocks(own);
        List<CallRecord> kept = new ArrayList<>();
        for (int i = 0; i < own.size(); i++) {
            if (!quiet.get(i)) {
                kept.add(own.get(i));
            }
        }
        return new TraceExcerpt(new Trace(kept), all.size() - own.size(), quiet.cardinality() / 2);
    }

    private static int endAt(String note, List<CallRecord> records) {
        for (int i = 0; i < records.size(); i++) {
            if (records.get(i).kind() == Kind.STEP && records.get(i).text().equals(note)) {
                return i + 1;
            }
        }
        return records.size();
    }

    /** Finds the locks and unlocks between which nothing was injected into the thread and no oracle saw it go wrong. */
    private static BitSet quietLocks(List<CallRecord> records) {
        BitSet quiet = new BitSet();
        for (int i = 0; i < records.size(); i++) {
            CallRecord locked = records.get(i);
            int end = locked.kind() == Kind.LOCKED ? unlockedAt(records, i) : -1;
            if (end > 0
                    && records.subList(i, end).stream()
                            .noneMatch(each -> each.actor().equals(locked.actor()) && isNotable(each))) {
                quiet.set(i);
                quiet.set(end);
            }
        }
        return quiet;
    }

    private static boolean isNotable(CallRecord record) {
        return record.injected() || record.kind() == Kind.FINDING || record.kind() == Kind.FAULT;
    }

    /** Returns where the thread gives the mutex back; -1 if it never does. */
    private static int unlockedAt(List<CallRecord> records, int locked) {
        CallRecord mutex = records.get(locked);
        for (int i = locked + 1; i < records.size(); i++) {
            CallRecord each = records.get(i);
            if (each.kind() == Kind.UNLOCKED
                    && each.actor().equals(mutex.actor())
                    && each.text().equals(mutex.text())) {
                return i;
            }
        }
        return -1;
    }
}
