package pipefault.oracle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import pipefault.fault.FailPoint;
import pipefault.inject.Answer;
import pipefault.inject.Completion;
import pipefault.platform.CallResult;
import pipefault.platform.NtStatus;
import pipefault.platform.Win32Error;
import pipefault.trace.CallRecord;

/**
 * What a subject has learnt about its writes, told apart: what earned bytes, what must surface, what decides nothing.
 *
 * <p>Answers come first. Where a subject has no decided answer about a write, what it saw in the status block counts.
 */
final class DataEvents {

    /** The calls that tell how a write went. */
    static final Set<FailPoint> POINTS =
            EnumSet.of(FailPoint.WRITE_FILE, FailPoint.GET_OVERLAPPED_RESULT, FailPoint.GET_OVERLAPPED_RESULT_EX);

    private static final Set<String> POINT_NAMES =
            POINTS.stream().map(FailPoint::toString).collect(Collectors.toUnmodifiableSet());

    /** The calls that start an operation: 997 says that it has started. */
    private static final Set<FailPoint> STARTING =
            EnumSet.of(FailPoint.WRITE_FILE, FailPoint.READ_FILE, FailPoint.CONNECT_NAMED_PIPE);

    /** The calls that ask how an operation went, and what they answer as long as it goes on. */
    private static final Set<FailPoint> ASKING =
            EnumSet.of(FailPoint.GET_OVERLAPPED_RESULT, FailPoint.GET_OVERLAPPED_RESULT_EX);

    private static final Set<Integer> NOT_YET =
            Set.of(Win32Error.ERROR_IO_INCOMPLETE, Win32Error.WAIT_TIMEOUT, Win32Error.WAIT_IO_COMPLETION);

    /** One use of an operation, from its start on. */
    private static final class Write {
        final int began;
        final List<DataEvent> answers = new ArrayList<>();

        @Nullable
        DataEvent look;

        Write(int began) {
            this.began = began;
        }

        List<DataEvent> events() {
            DataEvent seen = look;
            return !answers.isEmpty() || seen == null ? answers : List.of(seen);
        }

        /** Where in the trace it was first known how this went; a success without a byte may be stale (fact GR06). */
        int known() {
            DataEvent seen = look;
            int known = seen == null ? Integer.MAX_VALUE : seen.sequence();
            return answers.stream()
                    .filter(each -> !each.isSuccess() || each.bytes() > 0)
                    .mapToInt(DataEvent::sequence)
                    .reduce(known, Math::min);
        }

        /** Tells whether a fault denies with an error what the kernel has answered, bytes written, before. */
        boolean isDenial(DataEvent error) {
            return !error.isSuccess()
                    && error.isForced()
                    && answers.stream()
                            .anyMatch(each -> each.isSuccess()
                                    && each.bytes() > 0
                                    && !each.isForced()
                                    && each.sequence() < error.sequence());
        }

        /** Returns what was answered, and seen in the status block. */
        private List<DataEvent> inOrder() {
            List<DataEvent> all = new ArrayList<>(answers);
            if (look != null) {
                all.add(look);
            }
            all.sort(Comparator.comparingInt(DataEvent::sequence));
            return all;
        }

        /**
         * Counts the bytes; a look at the status block is a success like an answer, and an error that was answered before it
         * stays one.
         *
         * @param certain whether to leave out what a subject need not have learnt: a look that came after the record at
         *     the limit, and one that an answer contradicts
         */
        long earned(int until, boolean certain) {
            long bytes = 0;
            int earnedAt = 0;
            boolean byLook = false;
            boolean failed = false;
            for (DataEvent each : inOrder()) {
                boolean isLook = each.equals(look);
                // A look has the position of the record before it.
                boolean inTime = (isLook && certain) ? each.sequence() < until : each.sequence() <= until;
                if (inTime && (!isLook || (each.isSuccess() && !failed))) {
                    // A success may be stale (fact GR06): the latest answer counts, be it an error. But one whose
                    // call was on its way already undoes nothing: nobody can tell which of the two is later. Nor does
                    // one after a look at a final status block (fact GR02), or by a fault against what the kernel has
                    // answered: no Windows takes that back.
                    boolean undoes = certain
                            ? each.asked() > earnedAt || (byLook && !each.isSuccess())
                            : each.asked() > earnedAt && !byLook && !isDenial(each);
                    bytes = undoes ? each.bytes() : Math.max(bytes, each.bytes());
                    earnedAt = each.isSuccess() ? each.sequence() : earnedAt;
                    byLook |= isLook;
                    failed = !each.isSuccess();
                }
            }
            return bytes;
        }
    }

    /** Something that has to be looked at in its place in the trace. */
    private record Moment(int sequence, Runnable action) {}

    private final List<Write> writes = new ArrayList<>();

    /** The latest write of each operation, while the moments are gone through. */
    private final Map<String, Write> current = new HashMap<>();

    /** Where each call of the data path was entered, by its number. */
    private final Map<Integer, Integer> entries = new HashMap<>();

    private final OwnEndings ownEndings;

    /** Where in the trace the subject was first asked to stop; the largest number if it never was. */
    private final int stopBegan;

    private final List<DataEvent> events;

    private DataEvents(Evidence evidence) {
        List<CallRecord> records = evidence.trace().records();
        ownEndings = new OwnEndings(records);
        stopBegan = evidence.firstEnding();
        for (CallRecord each : records) {
            if (each.kind() == CallRecord.Kind.CALL && POINT_NAMES.contains(each.point())) {
                entries.put(each.call(), each.sequence());
            }
        }
        moments(evidence).stream()
                .sorted(Comparator.comparingInt(Moment::sequence))
                .forEach(each -> each.action().run());
        events = writes.stream()
                .flatMap(write -> write.events().stream())
                .sorted(Comparator.comparingInt(DataEvent::sequence))
                .toList();
    }

    static DataEvents of(Evidence evidence) {
        return new DataEvents(evidence);
    }

    private List<Moment> moments(Evidence evidence) {
        List<Moment> moments = new ArrayList<>();
        for (Answer answer : evidence.answers()) {
            if (answer.point() == FailPoint.WRITE_FILE) {
                // A write begins where it is entered: its completion may be seen before the call has returned.
                moments.add(new Moment(entryOf(answer), () -> start(answer)));
            } else if (POINTS.contains(answer.point()) && !isUndecided(answer)) {
                moments.add(new Moment(answer.sequence(), () -> ask(answer)));
            }
        }
        evidence.completions().forEach(seen -> moments.add(new Moment(seen.sequence(), () -> look(seen))));
        return moments;
    }

    private void start(Answer answer) {
        Write write = new Write(entryOf(answer));
        writes.add(write);
        current.put(answer.operation(), write);
        if (!isUndecided(answer)) {
            write.answers.add(event(answer, write));
        }
    }

    private void ask(Answer answer) {
        Write write = current.get(answer.operation());
        if (write == null) {
            // Nobody saw it begin.
            write = new Write(0);
            writes.add(write);
            current.put(answer.operation(), write);
        }
        write.answers.add(event(answer, write));
    }

    private void look(Completion seen) {
        Write write = current.get(seen.operation());
        if (write != null) {
            int error = NtStatus.toWin32Error(seen.status());
            long bytes = error == Win32Error.ERROR_SUCCESS ? seen.bytes() : 0;
            write.look = new DataEvent(
                    seen.sequence(),
                    write.began,
                    seen.sequence(),
                    "the status block of " + seen.operation(),
                    error,
                    bytes,
                    null);
        }
    }

    private DataEvent event(Answer answer, Write write) {
        CallResult result = answer.result();
        int asked = entryOf(answer);
        String source = answer.point() + " (call " + answer.call() + ")";
        return result.ok()
                ? new DataEvent(answer.sequence(), write.began, asked, source, 0, Math.max(0, result.count()), answer)
                : new DataEvent(answer.sequence(), write.began, asked, source, result.lastError(), 0, answer);
    }

    /**
     * Whether an answer only says that there is none yet: a start that is pending; a question that is incomplete, timed out
     * or was interrupted. The same codes from other calls are errors like any other.
     */
    static boolean isUndecided(Answer answer) {
        CallResult result = answer.result();
        return STARTING.contains(answer.point())
                ? result.isPending()
                : ASKING.contains(answer.point()) && !result.ok() && NOT_YET.contains(result.lastError());
    }

    /** Returns where in the trace the call behind an answer was entered. */
    private int entryOf(Answer answer) {
        return entries.getOrDefault(answer.call(), answer.sequence());
    }

    /** Returns everything decided, in order. */
    List<DataEvent> all() {
        return events;
    }

    /**
     * Returns the errors that the owner has to be told of, in order; a writer that stops at the first may tell no other.
     *
     * <p>Where a fault denies what the kernel has answered before, a subject may believe either. And while it is being
     * stopped, it may take 995 for the work of the cancel that it is about to make.
     */
    List<DataEvent> errors() {
        return events.stream()
                .filter(each -> !each.isSuccess()
                        && !ownEndings.explain(each.error(), each.began(), each.sequence())
                        && !isForcedAbort(each)
                        && writes.stream().noneMatch(write -> write.began == each.began() && write.isDenial(each)))
                .toList();
    }

    private boolean isForcedAbort(DataEvent error) {
        return error.isForced() && error.error() == Win32Error.ERROR_OPERATION_ABORTED && error.sequence() > stopBegan;
    }

    /**
     * Tells whether an error says no more than what the subject has asked for itself, and was granted.
     *
     * <p>Not where it had seen before that the write was over; nor where a fault has given the error to a question that was
     * on its way before: a kernel would have answered that otherwise.
     */
    boolean isConfirmation(DataEvent error) {
        int seen = writes.stream()
                .filter(write -> write.began == error.began() && write.look != null)
                .mapToInt(write -> write.look.sequence())
                .findFirst()
                .orElse(Integer.MAX_VALUE);
        return ownEndings.confirm(
                error.error(), error.began(), Math.min(seen, error.isForced() ? error.asked() : error.sequence()));
    }

    /** Returns the first of {@link #errors}; null if there is none. */
    @Nullable
    DataEvent firstError() {
        return errors().stream().findFirst().orElse(null);
    }

    /** Tells whether the subject has asked for the end of a write whose outcome it did not know: a part may have arrived. */
    boolean isCutShort() {
        return writes.stream().anyMatch(write -> ownEndings.cutShort(write.began, write.known()));
    }

    /** Returns how many bytes were earned up to a position in the trace, each write counted once. */
    long earned(int until) {
        return writes.stream().mapToLong(write -> write.earned(until, false)).sum();
    }

    /** Returns how many of them a subject cannot but know of; no more than {@link #earned}. */
    long owed(int until) {
        return writes.stream().mapToLong(write -> write.earned(until, true)).sum();
    }
}
