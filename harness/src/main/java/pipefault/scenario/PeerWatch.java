package pipefault.scenario;

import pipefault.inject.TraceRecorder;
import pipefault.pipe.Peer;
import pipefault.trace.Aside;

/** Sees what a peer has got, for readers of the trace. */
final class PeerWatch implements TraceRecorder.Watch {

    private final TraceRecorder recorder;
    private final Peer peer;
    private long seen;

    private PeerWatch(TraceRecorder recorder, Peer peer) {
        this.recorder = recorder;
        this.peer = peer;
    }

    /** Watches a peer from now on. */
    static void over(Peer peer, TraceRecorder recorder) {
        recorder.watch(new PeerWatch(recorder, peer));
    }

    @Override
    public void look() {
        long now = peer.count();
        if (now != seen) {
            recorder.aside(Aside.Kind.RECEIVED, Peer.ROLE, (now - seen) + " bytes, " + now + " in all");
            seen = now;
        }
    }
}
