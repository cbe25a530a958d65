package pipefault.scenario;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import pipefault.oracle.StepOutcome;
import pipefault.pipe.Payload;
import pipefault.pipe.Peer;
import pipefault.pipe.PipePair;
import pipefault.trace.CallRecord.Kind;

/** After the faults were lifted: new data is delivered within the bound, or the subject has said clearly that it is closed. */
final class RecoveryPhase {

    private static final int STREAM = 1_000;
    private static final int BYTES = 3 * Run.QUOTA;
    private static final Payload DATA = Payload.of(STREAM, BYTES);
    private static final String FRESH_PIPE = "pipe of the fresh subject";

    private final Run run;
    private final Setting setting;
    private final byte[] data = DATA.bytes();
    private @Nullable String failure;
    private boolean stuck;

    RecoveryPhase(Run run) {
        this.run = run;
        setting = run.setting();
    }

    /** Returns null if the subject recovered or nobody tried; else what went wrong, in one sentence. */
    @Nullable
    String failure() {
        return failure;
    }

    /** Tells whether a thread of the subject may stand still inside a call of this phase. */
    boolean isStuck() {
        return stuck;
    }

    /** Lets the driven subject write again. */
    void withSameSubject() {
        note("recovery begins");
        failure = run.hasSaidClearly() ? null : same();
    }

    /** Lets a fresh subject write, on a fresh pipe of the same name; the driven subject and its pipe are gone. */
    void withFreshSubject() {
        setting.interception().recorder().note(Kind.STEP, RunResult.SUBJECT_DONE);
        note("a fresh subject begins");
        try (PipePair pipe = setting.pipe().reopen()) {
            SubjectEnd end =
                    new SubjectEnd(setting.world(), setting.interception().handles(), pipe);
            Peer peer = Peer.draining(setting.world(), pipe);
            PeerWatch.over(peer, setting.interception().recorder());
            try {
                failure = fresh(end, peer);
            } finally {
                end.close(stuck);
                peer.stop();
            }
        }
    }

    private void note(String what) {
        setting.interception().recorder().note(Kind.STEP, "the faults are lifted; " + what);
    }

    private @Nullable String same() {
        setting.peer().drain();
        boolean ended = setting.steps().outcomes().stream().anyMatch(StepOutcome::isEnding);
        // What was accepted before is not taken for the new data, and a full writer may refuse that until it is
        // through.
        long accepted = run.accepted();
        if (!ended && !await("the reports of old data", () -> setting.listener().written() >= accepted)) {
            return "in the recovery phase " + setting.listener().written()
                    + " bytes were reported as written in all, where " + accepted + " had been accepted before";
        }
        if (run.hasSaidClearly()) {
            return null;
        }
        long before = setting.listener().written();
        Step write = run.startWrite(data);
        if (!returns(write)) {
            return "in the recovery phase write did not return within " + Bounds.RECOVERY.toMillis() + " ms";
        }
        if (write.thrown() != null || run.hasSaidClearly()) {
            return null;
        }
        if (!Boolean.TRUE.equals(write.returned())) {
            return "in the recovery phase write returned false, and the subject has not said that it failed or is closed";
        }
        if (!await(
                "the bytes of the recovery phase at the peer",
                () -> setting.peer().hasLast(data))) {
            return "in the recovery phase " + BYTES + " bytes were accepted, but did not arrive within "
                    + Bounds.RECOVERY.toMillis() + " ms: the peer has got "
                    + setting.peer().count() + " in all";
        }
        if (!await("the report of the recovery phase", () -> setting.listener().written() >= before + BYTES)) {
            return "in the recovery phase " + BYTES + " bytes arrived, but "
                    + setting.listener().written() + " were reported as written in all, where " + (before + BYTES)
                    + " should be";
        }
        return null;
    }

    /** Waits until it holds or the subject has said clearly that it does not go on; tells whether either came. */
    private boolean await(String what, BooleanSupplier condition) {
        return setting.world().await(what, () -> condition.getAsBoolean() || run.hasSaidClearly(), Bounds.RECOVERY);
    }

    private @Nullable String fresh(SubjectEnd end, Peer peer) {
        RecordingListener listener = new RecordingListener(setting.world(), setting.interception());
        end.lend(FRESH_PIPE, setting.factory().ownsHandle());
        Step open = start("open", () -> setting.factory().open(setting.platform(), end.handle(), listener));
        if (!returns(open) || !(open.returned() instanceof Subject subject)) {
            end.takeBack();
            return "in the recovery phase a fresh subject could not be opened" + how(open);
        }
        Step write = start("write", () -> subject.write(data));
        boolean accepted = returns(write) && Boolean.TRUE.equals(write.returned());
        boolean delivered = accepted && peer.awaitReceived(BYTES, Bounds.RECOVERY);
        boolean told = delivered
                && setting.world()
                        .await("the report of the fresh subject", () -> listener.written() == BYTES, Bounds.RECOVERY);
        Step close = start("close", () -> {
            subject.close();
            return null;
        });
        boolean closed = !stuck && returns(close) && close.thrown() == null;
        if (accepted && delivered && told && closed) {
            return DATA.firstDifference(peer.received()).isEmpty()
                    ? null
                    : "in the recovery phase a fresh subject delivered other bytes than it had accepted";
        }
        return "in the recovery phase a fresh subject " + (accepted ? "accepted" : "did not accept") + " " + BYTES
                + " bytes" + how(write) + "; " + peer.count() + " arrived, " + listener.written()
                + " were reported, close " + (close.isDone() ? "returned" + how(close) : "did not return");
    }

    private static String how(Step step) {
        return step.thrown() == null ? "" : " (" + step.name() + " threw " + step.thrown() + ")";
    }

    private Step start(String name, Supplier<@Nullable Object> call) {
        return setting.steps().startFresh(name, new Steps.Call(call));
    }

    private boolean returns(Step step) {
        boolean returned = setting.world().await(step.name() + " of the recovery phase", step::isDone, Bounds.RECOVERY);
        stuck |= !returned;
        return returned;
    }
}
