package pipefault.oracle;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import pipefault.fault.FailPoint;
import pipefault.inject.Answer;
import pipefault.inject.Observation;
import pipefault.inject.Property;
import pipefault.platform.CallResult;
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
    private byte[] accepted = {};
    private byte[] received = {};
    private boolean dataDropped;
    private int quietSince;
    private @Nullable String recovery;
    private int calls;

    private int record(String actor, CallRecord.Kind kind, int call, String point, String text) {
        int sequence = records.size() + 1;
        records.add(new CallRecord(sequence, sequence, actor, kind, call, point, text, false));
        return sequence;
    }

    EvidenceBuilder call(FailPoint point, String operation, CallResult result) {
        calls++;
        record("owner", CallRecord.Kind.CALL, calls, point.toString(), operation);
        int sequence = record("owner", CallRecord.Kind.RETURN, calls, point.toString(), result.toString());
        answers.add(new Answer(sequence, calls, "owner", point, operation, result, false));
        return this;
    }

    EvidenceBuilder told(ListenerEvent.Kind kind, long value) {
        int sequence = record("owner", CallRecord.Kind.LISTENER, 0, "", kind + " " + value);
        listener.add(new ListenerEvent(sequence, Duration.ofNanos(sequence), "owner", kind, value));
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
        quietSince = record("owner", CallRecord.Kind.STEP, 0, "", "close ends");
        return this;
    }

    EvidenceBuilder waitForWrite(boolean returned, Duration lasted, Duration bound, long pendingAfter) {
        int began = record("owner", CallRecord.Kind.STEP, 0, "", "waitForWrite begins");
        int ended = record("owner", CallRecord.Kind.STEP, 0, "", "waitForWrite ends");
        steps.add(new StepOutcome(
                "waitForWrite", "owner", began, ended, lasted, bound, Boolean.toString(returned), null, pendingAfter));
        return this;
    }

    EvidenceBuilder threw(String name, String what) {
        int began = record("owner", CallRecord.Kind.STEP, 0, "", name + " begins");
        int ended = record("owner", CallRecord.Kind.STEP, 0, "", name + " throws");
        steps.add(new StepOutcome(name, "owner", began, ended, Duration.ZERO, Duration.ofSeconds(1), null, what, -1));
        return this;
    }

    EvidenceBuilder observed(Property property, String text) {
        int sequence = record("owner", CallRecord.Kind.FINDING, 0, "", text);
        observations.add(new Observation(property, sequence, "owner", text));
        return this;
    }

    EvidenceBuilder bytes(byte[] acceptedBytes, byte[] receivedBytes) {
        accepted = acceptedBytes;
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
                listener,
                steps,
                ByteBuffer.wrap(accepted),
                ByteBuffer.wrap(received),
                dataDropped,
                overdue,
                openHandles,
                unreleased,
                quietSince,
                List.of(),
                recovery);
    }
}
