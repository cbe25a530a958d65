package pipefault.foreign;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import pipefault.fault.Fault;
import pipefault.fault.FaultPlan;
import pipefault.inject.Interception;
import pipefault.world.World;

/** Makes conversations of foreign code with a peer, each in a world of its own; for one thread. */
public final class ForeignRun {

    private static final AtomicLong PIPES = new AtomicLong();
    private static final Duration LATE_COMPLETIONS = Duration.ofSeconds(1);

    private final Supplier<? extends World> worlds;
    private final ForeignSubject subject;

    /** Takes worlds on a real kernel. */
    public ForeignRun(Supplier<? extends World> worlds, ForeignSubject subject) {
        this.worlds = worlds;
        this.subject = subject;
    }

    /** Lets the subject and the peer talk under a plan. */
    public ForeignResult make(Script script, FaultPlan plan) {
        return make(script, plan, true);
    }

    /** Lets them talk without catching any call of the subject: what shows then is not of our making. */
    public ForeignResult makeUnwatched(Script script) {
        return make(script, FaultPlan.NONE, false);
    }

    private ForeignResult make(Script script, FaultPlan plan, boolean watched) {
        World world = worlds.get();
        boolean spent = true;
        List<AutoCloseable> hooks = new ArrayList<>();
        try {
            Interception interception = new Interception(world, watched ? withWorkaround(plan) : plan, 1);
            if (watched) {
                hooks.addAll(subject.intercept(interception));
            }
            List<ForeignResult> made = new ArrayList<>();
            try {
                world.run(() -> made.add(talk(world, interception, script, plan)));
            } finally {
                interception.disarm();
            }
            ForeignResult result = made.get(0);
            spent = result.spent();
            return result;
        } finally {
            if (!spent) {
                // A thread that stays inside a call may still return through what would be taken down here.
                unhook(hooks);
                world.close();
            }
        }
    }

    /** Of several faults that would decide a call the first does, so that the work-around comes last. */
    private FaultPlan withWorkaround(FaultPlan plan) {
        List<Fault> faults = new ArrayList<>(plan.faults());
        subject.workaround()
                .ifPresent(workaround -> faults.addAll(workaround.plan().faults()));
        return new FaultPlan(faults);
    }

    private ForeignResult talk(World world, Interception interception, Script script, FaultPlan plan) {
        String pipe =
                "\\\\.\\pipe\\pipefault-foreign-" + ProcessHandle.current().pid() + "-" + PIPES.incrementAndGet();
        ForeignPeer peer = new ForeignPeer(world, pipe);
        Conversation talk = new Conversation(world, interception, peer);
        boolean spent = false;
        try {
            if (subject.side() == ForeignSubject.Side.CLIENT) {
                peer.serve();
            }
            if (talk.open(subject, pipe)) {
                script.play(talk);
            }
        } catch (Conversation.Cut e) {
            spent = true;
        }
        interception.lift();
        if (!spent) {
            boolean unused = world.await(
                    "late completions", () -> interception.foreignInFlight().isEmpty(), LATE_COMPLETIONS);
        }
        String workaround = subject.workaround().map(Workaround::words).orElse("");
        ForeignResult result = new ForeignJudge(interception, talk, peer, workaround).judge(plan, spent);
        if (!talk.hasLeftMemory()) {
            // Else its end would let the kernel write to what is somebody else's stack by now.
            peer.close();
        }
        return result;
    }

    private static void unhook(List<AutoCloseable> hooks) {
        for (int i = hooks.size() - 1; i >= 0; i--) {
            try {
                hooks.get(i).close();
            } catch (Exception e) {
                throw new IllegalStateException("the calls of the subject cannot be let go", e);
            }
        }
    }
}
