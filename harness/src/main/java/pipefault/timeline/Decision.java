package pipefault.timeline;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pipefault.oracle.Finding;
import pipefault.oracle.Verdict;
import pipefault.scenario.RunResult;
import pipefault.trace.Aside;
import pipefault.trace.CallRecord;

/**
 * Finds where in a trace a finding happened, by what the finding itself says: the record that marks it, the call that it
 * names, the byte at the peer, the last time the owner was told something.
 */
final class Decision {

    private static final Pattern CALL = Pattern.compile("\\(call (\\d+)\\)");
    private static final Pattern BYTE = Pattern.compile("byte (\\d+) of \\d+ at the peer.*", Pattern.DOTALL);
    private static final Pattern RETURNED = Pattern.compile("(\\w+) returned .*", Pattern.DOTALL);
    private static final Pattern REPORTED = Pattern.compile(".*bytes were reported as written.*", Pattern.DOTALL);
    private static final Pattern TOTAL = Pattern.compile(".*?(\\d+) in all");

    private final RunResult result;
    private final List<CallRecord> records;
    private final RowReader rows;

    Decision(RunResult result, RowReader rows) {
        this.result = result;
        this.records = result.trace().records();
        this.rows = rows;
    }

    /** Returns the row where a finding happened; empty if nothing in the trace shows it. */
    OptionalInt rowOf(Finding finding) {
        String text = finding.text();
        OptionalInt marked = first(record -> marks(record, finding));
        if (marked.isPresent()) {
            return marked;
        }
        int call = lastNamedCall(text);
        if (call > 0) {
            return first(record -> record.kind() == CallRecord.Kind.CALL && record.call() == call);
        }
        Matcher wrong = BYTE.matcher(text);
        if (wrong.matches()) {
            return arrivalOf(Long.parseLong(wrong.group(1)));
        }
        Matcher returned = RETURNED.matcher(text);
        if (returned.matches()) {
            String ends = returned.group(1) + " ends";
            return last(record ->
                    record.kind() == CallRecord.Kind.STEP && record.text().startsWith(ends));
        }
        if (REPORTED.matcher(text).matches()) {
            return last(record ->
                    record.kind() == CallRecord.Kind.LISTENER && record.text().startsWith("written"));
        }
        return OptionalInt.empty();
    }

    /** Returns the row of the last thing that happened before the run was wound down. */
    OptionalInt end() {
        int end = -1;
        for (CallRecord record : records) {
            if (record.text().equals(RunResult.WOUND_DOWN)) {
                break;
            }
            end = rows.rowOf(record);
        }
        return end < 0 ? OptionalInt.empty() : OptionalInt.of(end);
    }

    /** Returns the row of the first thing that a fault did. */
    OptionalInt firstInjected() {
        return first(CallRecord::injected);
    }

    /** Tells whether a finding decides the verdict. */
    boolean decides(Finding finding) {
        return finding.verdict() == result.verdict() && result.verdict() != Verdict.UNAFFECTED;
    }

    private static boolean marks(CallRecord record, Finding finding) {
        return record.kind() == CallRecord.Kind.FINDING && finding.text().startsWith(record.text());
    }

    private static int lastNamedCall(String text) {
        Matcher call = CALL.matcher(text);
        int last = 0;
        while (call.find()) {
            last = Integer.parseInt(call.group(1));
        }
        return last;
    }

    private OptionalInt arrivalOf(long position) {
        for (Aside aside : result.trace().asides()) {
            Matcher total = TOTAL.matcher(aside.text());
            if (aside.kind() == Aside.Kind.RECEIVED && total.matches() && Long.parseLong(total.group(1)) > position) {
                return OptionalInt.of(rows.rowOf(aside));
            }
        }
        return OptionalInt.empty();
    }

    private OptionalInt first(Predicate<CallRecord> wanted) {
        return records.stream().filter(wanted).mapToInt(rows::rowOf).findFirst();
    }

    private OptionalInt last(Predicate<CallRecord> wanted) {
        return records.stream().filter(wanted).mapToInt(rows::rowOf).reduce((a, b) -> b);
    }
}
