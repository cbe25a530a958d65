package pipefault.oracle;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import pipefault.fault.FailPoint;
import pipefault.inject.Answer;
import pipefault.inject.Completion;
import pipefault.inject.Observation;
import pipefault.inject.Property;
import pipefault.platform.CallResult;
import pipefault.platform.NtStatus;
import pipefault.platform.Win32Error;
import pipefault.trace.CallRecord;
import pipefault.trace.Trace;

/** Builds the evidence of a run step by step, in the order in which things happened; a fresh one is perfect and empty. */
final class EvidenceBuilder {

    private final List<CallRecord> records = new ArrayList<>();
    private final List<Observation> observations = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();
    private final List<ListenerEvent> listener = new ArrayList<>();
    private final List<StepOutcome> steps = new ArrayList<>();
    private final List<String> overdue = new ArrayList<>();
    private final List<String> openHandles = new ArrayList<>();
    private final List<String> unreleased = new ArrayList<>();
    private final List<Completion> completions = new ArrayList<>();
    private final List<Offer> offers = new ArrayList<>();
    private byte[] received = {};
    private boolean dataDropped;
    private @Nullable String recovery;
    private int calls;

    static EvidenceBuilder evidence() {
        return new EvidenceBuilder();
    }

    static EvidenceBuilder failedWrite() {
        return evidence()
                .call(FailPoint.WRITE_FILE, "op-1", CallResult.pending())
                .call(FailPoint.GET_OVERLAPPED_RESULT, "op-1", CallResult.failure(Win32Error.ERROR_BROKEN_PIPE, 0));
    }

    private int record(String actor, CallRecord.Kind kind, int call, String point, String text) {
        int sequence = records.size() + 1;
        records.add(new CallRecord(sequence, sequence, actor, kind, call, point, text, false));
        return sequence;
    }

    EvidenceBuilder call(FailPoint point, String operation, CallResult result) {
        return call(point, operation, operation, result);
    }

    /** A call on the handle of the pipe, or on another. */
    EvidenceBuilder onHandle(FailPoint point, String handle, CallResult result) {
        return call(point, handle, "", result);
    }

    private EvidenceBuilder call(FailPoint point, String text, String operation, CallResult result) {
        calls++;
        record("owner", CallRecord.Kind.CALL, calls, point.toString(), text);
        return returns("owner", calls, point, operation, result);
    }

    /** A question on a thread of the pool that is on its way while the rest happens. */
    EvidenceBuilder askedMeanwhile(String operation, CallResult result, UnaryOperator<EvidenceBuilder> rest) {
        FailPoint point = FailPoint.GET_OVERLAPPED_RESULT;
        int call = ++calls;
        record("pool-1", CallRecord.Kind.CALL, call, point.toString(), operation);
        return rest.apply(this).returns("pool-1", call, point, operation, result);
    }

    /** A question on a thread of the pool that a fault answers, while the rest happens. */
    EvidenceBuilder answeredByFault(String operation, CallResult result, UnaryOperator<EvidenceBuilder> rest) {
        askedMeanwhile(operation, result, rest);
        Answer last = answers.remove(answers.size() - 1);
        answers.add(new Answer(
                last.sequence(), last.call(), last.actor(), last.point(), last.operation(), last.result(), true));
        return this;
    }

    private EvidenceBuilder returns(String actor, int call, FailPoint point, String operation, CallResult result) {
        int sequence = record(actor, CallRecord.Kind.RETURN, call, point.toString(), result.toString());
        answers.add(new Answer(sequence, call, actor, point, operation, result, false));
        return this;
    }

    /** The subject looks at the status block of an operation that is over. */
    EvidenceBuilder looked(String operation, NtStatus status, long bytes) {
        completions.add(new Completion(records.size(), operation, status.value(), bytes));
        return this;
    }

    EvidenceBuilder told(ListenerEvent.Kind kind, long value) {
        return toldOn(Evidence.OWNER, kind, value);
    }

    EvidenceBuilder toldOn(String actor, ListenerEvent.Kind kind, long value) {
        int sequence = record(actor, CallRecord.Kind.LISTENER, 0, "", kind + " " + value);
        listener.add(new ListenerEvent(sequence, Duration.ofNanos(sequence), actor, kind, value));
        return this;
    }

    EvidenceBuilder written(long bytes) {
        return told(ListenerEvent.Kind.WRITTEN, bytes);
    }

    EvidenceBuilder callback() {
        record("pool-1", CallRecord.Kind.CALLBACK, 0, "", "wait-1");
        return this;
    }

    EvidenceBuilder task() {
        record("owner", CallRecord.Kind.TASK, 0, "", "the task of post 1");
        return this;
    }

    EvidenceBuilder closeReturns() {
        return step("close", "null");
    }

    /** A close during which the rest happens. */
    EvidenceBuilder closes(UnaryOperator<EvidenceBuilder> rest) {
        int began = record(Evidence.OWNER, CallRecord.Kind.STEP, 0, "", "close begins");
        return rest.apply(this).ends("close", Evidence.OWNER, began, "null");
    }

    /** A close that a listener makes and that returns at once. */
    EvidenceBuilder closeInListener(String actor) {
        int began = record(actor, CallRecord.Kind.STEP, 0, "", "close begins");
        int ended = record(actor, CallRecord.Kind.STEP, 0, "", "close ends");
        steps.add(new StepOutcome(
                "close", actor, began, ended, Duration.ZERO, Duration.ofSeconds(1), "null", null, -1, true));
        return this;
    }

    /** A step that returns at once. */
    EvidenceBuilder step(String name, String returned) {
        int began = record(Evidence.OWNER, CallRecord.Kind.STEP, 0, "", name + " begins");
        return ends(name, Evidence.OWNER, began, returned);
    }

    /** A step of another thread, and what is told on that thread before it returns. */
    EvidenceBuilder stoppedBy(String actor, long written) {
        int began = record(actor, CallRecord.Kind.STEP, 0, "", "stop begins");
        return toldOn(actor, ListenerEvent.Kind.WRITTEN, written).ends("stop", actor, began, "null");
    }

    private EvidenceBuilder ends(String name, String actor, int began, String returned) {
        int ended = record(actor, CallRecord.Kind.STEP, 0, "", name + " ends");
        steps.add(new StepOutcome(
                name, actor, began, ended, Duration.ZERO, Duration.ofSeconds(1), returned, null, -1, false));
        return this;
    }

    /** A wait during which so many bytes are reported. */
    EvidenceBuilder waitThatReports(long bytes) {
        int began = record(Evidence.OWNER, CallRecord.Kind.STEP, 0, "", "waitForWrite begins");
        return written(bytes).ends("waitForWrite", Evidence.OWNER, began, "true");
    }

    EvidenceBuilder waitForWrite(boolean returned, Duration lasted, Duration bound, long pendingAfter) {
        int began = record("owner", CallRecord.Kind.STEP, 0, "", "waitForWrite begins");
        int ended = record("owner", CallRecord.Kind.STEP, 0, "", "waitForWrite ends");
        steps.add(new StepOutcome(
                "waitForWrite",
                "owner",
                began,
                ended,
                lasted,
                bound,
                Boolean.toString(returned),
                null,
                pendingAfter,
                false));
        return this;
    }

    EvidenceBuilder threw(String name, String what) {
        int began = record("owner", CallRecord.Kind.STEP, 0, "", name + " begins");
        int ended = record("owner", CallRecord.Kind.STEP, 0, "", name + " throws");
        steps.add(new StepOutcome(
                name, "owner", began, ended, Duration.ZERO, Duration.ofSeconds(1), null, what, -1, false));
        return this;
    }

    EvidenceBuilder observed(Property property, String text) {
        int sequence = record("owner", CallRecord.Kind.FINDING, 0, "", text);
        observations.add(new Observation(property, sequence, "owner", "", text));
        return this;
    }

    EvidenceBuilder bytes(byte[] acceptedBytes, byte[] receivedBytes) {
        return offered(acceptedBytes, true).received(receivedBytes);
    }

    EvidenceBuilder offered(byte[] data, boolean accepted) {
        offers.add(new Offer(ByteBuffer.wrap(data), accepted));
        return this;
    }

    EvidenceBuilder received(byte[] receivedBytes) {
        received = receivedBytes;
        return this;
    }

    EvidenceBuilder dataDropped() {
        dataDropped = true;
        return this;
    }

    EvidenceBuilder overdue(String text) {
        overdue.add(text);
        return this;
    }

    EvidenceBuilder open(String handle) {
        openHandles.add(handle);
        return this;
    }

    EvidenceBuilder unreleased(String operation) {
        unreleased.add(operation);
        return this;
    }

    EvidenceBuilder recoveryFailed(String how) {
        recovery = how;
        return this;
    }

    Evidence build() {
        return new Evidence(
                new Trace(records),
                observations,
                answers,
                completions,
                listener,
                steps,
                offers,
                ByteBuffer.wrap(received),
                dataDropped,
                overdue,
                openHandles,
                unreleased,
                List.of(),
                recovery);
    }
}
