package pipefault.scenario;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import pipefault.inject.Interception;
import pipefault.oracle.Evidence;
import pipefault.pipe.PipePair;
import pipefault.simulation.SimulationLivelock;
import pipefault.trace.CallRecord.Kind;
import pipefault.world.World;

/** One run from its first step to the evidence it leaves. */
final class Execution {

    private final World world;
    private final Interception interception;
    private final RunSpec spec;
    private final boolean control;
    private final List<String> notes = new ArrayList<>();
    private List<String> lastSeen = List.of();
    private @Nullable String failure;
    private boolean notArranged;
    private boolean notApplicable;
    private @Nullable Evidence evidence;

    Execution(World world, Interception interception, RunSpec spec, boolean control) {
        this.world = world;
        this.interception = interception;
        this.spec = spec;
        this.control = control;
    }

    /** Plays the run; returns when all its threads have ended or were abandoned. */
    void play() {
        world.run(() -> {
            try (PipePair pipe = PipePair.open(world, Run.QUOTA)) {
                Setting setting = Setting.on(world, interception, spec.factory(), pipe);
                play(new Run(setting, control), setting);
            }
        });
    }

    private void play(Run run, Setting setting) {
        Patience patience = setting.patience();
        guarded(patience, () -> spec.variant().script().play(run));
        failure = run.failure();
        interception.lift();
        RecoveryPhase recovery = new RecoveryPhase(run);
        boolean same = spec.scenario().recovery() == RecoveryMode.SAME_SUBJECT && run.isOpen() && !run.isClosed();
        if (same && !patience.isStuck()) {
            guarded(patience, recovery::withSameSubject);
        }
        interception.recorder().note(Kind.STEP, RunResult.WOUND_DOWN);
        if (run.isOpen() && !patience.isStuck() && !recovery.isStuck()) {
            guarded(patience, () -> run.close().within(Bounds.STEP));
        }
        boolean peerLeft = setting.pipe().isPeerEndClosed();
        guarded(patience, () -> endPipe(setting, recovery.isStuck()));
        Evidence gathered = new Gathering(run).evidence(peerLeft);
        if (!same && !patience.isStuck()) {
            guarded(patience, recovery::withFreshSubject);
        }
        evidence = gathered.withRecovery(recovery.failure());
        // What threads do while they are being ended says nothing about the subject.
        interception.observations().seal();
        endThreads(patience.isStuck() || recovery.isStuck());
    }

    /** Plays a part of the run; what the subject owes and does not do ends the part, not the run. */
    private void guarded(Patience patience, Runnable part) {
        try {
            part.run();
        } catch (Overdue overdue) {
            lastSeen = world.whoWaitsForWhat().lines();
        } catch (NotArranged missed) {
            notArranged = true;
            notes.add(String.valueOf(missed.getMessage()));
        } catch (NotApplicable refused) {
            notApplicable = true;
            notes.add(String.valueOf(refused.getMessage()));
        } catch (SimulationLivelock livelock) {
            patience.isOverdue(String.valueOf(livelock.getMessage()));
        }
    }

    /** Closes both ends of the pipe, and lets late completions in. */
    private void endPipe(Setting setting, boolean recoveryStuck) {
        boolean stuck = setting.patience().isStuck() || recoveryStuck;
        setting.end().close(stuck);
        setting.peer().drain();
        if (!setting.peer().awaitEnd(Bounds.END_OF_PIPE) && !stuck) {
            notes.add("the peer has not seen the end of the pipe");
        }
        setting.peer().stop();
        setting.pipe().closePeerEnd();
        if (stuck) {
            return;
        }
        boolean complete = world.await(
                "late completions", () -> interception.operations().pending().isEmpty(), Bounds.LATE_COMPLETIONS);
        if (!complete) {
            notes.add("the kernel never completed "
                    + String.join(", ", interception.operations().pending()));
        }
        boolean unused = world.await(
                "late releases",
                () -> interception.operations().awaitingRelease().isEmpty(),
                Bounds.LATE_COMPLETIONS);
    }

    private void endThreads(boolean stuck) {
        if (!stuck) {
            world.loop().close();
            return;
        }
        int abandoned = world.abort();
        if (abandoned > 0) {
            notes.add("abandoned " + abandoned + (abandoned == 1 ? " thread" : " threads") + ", which did not end");
        }
    }

    /** Returns what the run has left. */
    Evidence evidence() {
        Evidence left = evidence;
        if (left == null) {
            throw new HarnessError("the run ended before its first step");
        }
        return left;
    }

    /** Returns how the script itself has failed; null if it has not. */
    @Nullable
    String failure() {
        return failure;
    }

    /** Returns what a reader should know besides. */
    List<String> notes() {
        List<String> all = new ArrayList<>(notes);
        if (hasStrangers()) {
            all.add("threads that the platform did not start have called it: " + String.join(", ", world.strangers())
                    + "; in simulation they have no place, and nothing is shown about this writer: run it on a real"
                    + " kernel, with --kernel wine or native");
        }
        all.addAll(world.caveats());
        return all;
    }

    /** Tells whether threads have called that have no place in this world. */
    boolean hasStrangers() {
        return !world.strangers().isEmpty();
    }

    /** Returns who waited for what when the run was found to be stuck. */
    List<String> lastSeen() {
        return lastSeen;
    }

    /** Tells whether the moment that the script arranges did not come. */
    boolean isNotArranged() {
        return notArranged;
    }

    /** Tells whether the subject, rightly, does not do what the question is about. */
    boolean isNotApplicable() {
        return notApplicable;
    }
}
