package pipefault.scenario;

import pipefault.inject.FaultInjector;
import pipefault.inject.Interception;
import pipefault.oracle.Evidence;
import pipefault.pipe.Peer;
import pipefault.pipe.PipePair;
import pipefault.trace.CallRecord.Kind;
import pipefault.world.Actor;
import pipefault.world.World;

/**
 * What one run is played with.
 *
 * @param world its threads and its time
 * @param interception its plan, its ledgers and its trace
 * @param factory opens the subject
 * @param platform what the subject gets to see of the world
 * @param listener hears the subject
 * @param pipe the pipe that the subject writes to
 * @param end the subject's end of it
 * @param peer whoever reads at the other end; stalled at first
 * @param owner the thread that runs the event loop
 * @param patience waits within bounds
 * @param steps starts the subject's methods
 */
record Setting(
        World world,
        Interception interception,
        SubjectFactory factory,
        FaultInjector platform,
        RecordingListener listener,
        PipePair pipe,
        SubjectEnd end,
        Peer peer,
        Actor owner,
        Patience patience,
        Steps steps) {

    /** Puts up everything but the subject, and starts the owner and the peer. */
    static Setting on(World world, Interception interception, SubjectFactory factory, PipePair pipe) {
        Patience patience = new Patience(world, interception);
        Steps steps = new Steps(world, interception, patience);
        Actor owner = world.start(Evidence.OWNER, world.loop()::run);
        interception
                .recorder()
                .note(
                        Kind.STEP,
                        "the pipe takes " + pipe.settings().quotaBytes() + " bytes; " + owner.name()
                                + " runs the event loop");
        Peer peer = Peer.stalled(world, pipe);
        PeerWatch.over(peer, interception.recorder());
        return new Setting(
                world,
                interception,
                factory,
                new FaultInjector(interception),
                new RecordingListener(world, interception),
                pipe,
                new SubjectEnd(world, interception.handles(), pipe),
                peer,
                owner,
                patience,
                steps);
    }
}
