package pipefault.scenario;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import pipefault.pipe.Payload;
import pipefault.pipe.Peer;
import pipefault.pipe.PipePair;
import pipefault.trace.CallRecord.Kind;

/** After the faults were lifted: new data is delivered within the bound, or the subject has said clearly that it is closed. */
final class RecoveryPhase {

    private static final int STREAM = 1_000;
    private static final int BYTES = 3 * Run.QUOTA;

    private final Run run;

    RecoveryPhase(Run run) {
        this.run = run;
    }

    /** Returns null if the subject recovered; else what went wrong, in one sentence. */
    @Nullable
    String play(RecoveryMode mode) {
        run.interception().recorder().note(Kind.STEP, "the faults are lifted; recovery begins");
        if (mode == RecoveryMode.SAME_SUBJECT && run.isOpen()) {
            return same();
        }
        return fresh();
    }

    private @Nullable String same() {
        if (run.hasSaidClearly()) {
            return null;
        }
        byte[] data = Payload.of(STREAM, BYTES).bytes();
        run.peer().drain();
        long before = run.peer().count();
        long reported = run.listener().written();
        Step write = run.start("write", subject -> subject.write(data));
        if (!returns(write)) {
            return "in the recovery phase write did not return within " + Bounds.RECOVERY.toMillis() + " ms";
        }
        if (write.thrown() != null) {
            return null;
        }
        if (!Boolean.TRUE.equals(write.returned())) {
            return run.hasSaidClearly()
                    ? null
                    : "in the recovery phase write returned false, and the subject has not said that it failed or is closed";
        }
        run.accept(data);
        boolean delivered = run.peer().awaitReceived(before + BYTES, Bounds.RECOVERY);
        if (!delivered && !run.hasSaidClearly()) {
            return "in the recovery phase " + BYTES + " bytes were accepted, but only "
                    + (run.peer().count() - before) + " arrived within " + Bounds.RECOVERY.toMillis() + " ms";
        }
        boolean told = run.world()
                .await(
                        "the report of the recovery phase",
                        () -> run.listener().written() >= reported + BYTES || run.hasSaidClearly(),
                        Bounds.RECOVERY);
        return told ? null : "in the recovery phase " + BYTES + " bytes arrived, but were never reported as written";
    }

    private @Nullable String fresh() {
        try (PipePair pipe = PipePair.open(run.world(), Run.QUOTA)) {
            Peer peer = Peer.draining(run.world(), pipe);
            try {
                return drive(pipe, peer);
            } finally {
                pipe.closeSubjectEnd();
                peer.stop();
            }
        }
    }

    private @Nullable String drive(PipePair pipe, Peer peer) {
        RecordingListener listener = new RecordingListener(run.world(), run.interception());
        byte[] data = Payload.of(STREAM, BYTES).bytes();
        run.interception().handles().given(pipe.subjectEnd(), "pipe of the fresh subject", false);
        Step open = fresh("open", nobody -> run.factory().open(run.platform(), pipe.subjectEnd(), listener));
        if (!returns(open) || !(open.returned() instanceof Subject subject)) {
            return "in the recovery phase a fresh subject could not be opened: " + open.thrown();
        }
        if (run.factory().ownsHandle()) {
            run.interception().handles().given(pipe.handOverSubjectEnd(), "pipe of the fresh subject", true);
        }
        Step write = fresh("write", nobody -> subject.write(data));
        boolean accepted = returns(write) && Boolean.TRUE.equals(write.returned());
        boolean delivered = accepted && peer.awaitReceived(BYTES, Bounds.RECOVERY);
        boolean told = delivered
                && run.world()
                        .await("the report of the fresh subject", () -> listener.written() == BYTES, Bounds.RECOVERY);
        Step close = fresh("close", nobody -> {
            subject.close();
            return null;
        });
        boolean closed = returns(close);
        if (accepted && delivered && told && closed) {
            return Payload.of(STREAM, BYTES).firstDifference(peer.received()).isEmpty()
                    ? null
                    : "in the recovery phase a fresh subject delivered other bytes than it had accepted";
        }
        return "in the recovery phase a fresh subject " + (accepted ? "accepted" : "did not accept") + " " + BYTES
                + " bytes; " + peer.count() + " arrived, " + listener.written() + " were reported, close "
                + (closed ? "returned" : "did not return");
    }

    private Step fresh(String name, Function<@Nullable Subject, @Nullable Object> call) {
        return run.startFresh(name, call);
    }

    private boolean returns(Step step) {
        return run.world().await(step.name() + " of the recovery phase", step::isDone, Bounds.RECOVERY);
    }
}
