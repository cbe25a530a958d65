package pipefault.oracle;

import static pipefault.oracle.EvidenceBuilder.evidence;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import pipefault.fault.FailPoint;
import pipefault.oracle.ListenerEvent.Kind;
import pipefault.platform.CallResult;

/** Twins about what an owner is told, and when. */
final class NotificationTwins {

    private static final Duration BOUND = Duration.ofSeconds(2);

    private NotificationTwins() {}

    static List<Twin> all() {
        List<Twin> all = new ArrayList<>();
        all.add(new Twin(
                "a report after close",
                Oracles.NOTIFICATION,
                evidence().closeReturns().written(3),
                1));
        all.add(new Twin(
                "a report before close",
                Oracles.NOTIFICATION,
                evidence().written(3).closeReturns(),
                0));
        all.add(new Twin(
                "a report after close, and a write that is accepted later",
                Oracles.NOTIFICATION,
                evidence().closeReturns().written(3).step("write", "true"),
                1));
        all.add(new Twin(
                "a report after stop and another write",
                Oracles.NOTIFICATION,
                evidence().step("stop", "null").step("write", "true").written(3),
                0));
        all.add(new Twin(
                "a report after a close from the listener, in a close that goes on",
                Oracles.NOTIFICATION,
                evidence()
                        .closes(within -> within.closeInListener(Evidence.OWNER).written(3)),
                0));
        all.add(new Twin(
                "a report after a close from the listener on another thread, in a close that goes on",
                Oracles.NOTIFICATION,
                evidence().closes(within -> within.closeInListener("pool-1").written(3)),
                0));
        all.add(new Twin(
                "a report after a close that another thread makes, in a close that goes on",
                Oracles.NOTIFICATION,
                evidence().closes(within -> within.closeReturns().written(3)),
                1));
        all.add(new Twin(
                "a report after a close from the listener and the close around it",
                Oracles.NOTIFICATION,
                evidence()
                        .closes(within -> within.closeInListener(Evidence.OWNER))
                        .written(3),
                1));
        all.add(new Twin(
                "a report on a thread of the pool",
                Oracles.NOTIFICATION,
                evidence().toldOn("pool-1", Kind.WRITTEN, 3),
                1));
        all.add(new Twin(
                "a report on a thread of the pool because the owner's loop refuses tasks",
                Oracles.NOTIFICATION,
                evidence().call(FailPoint.POST, "", CallResult.failure(0)).toldOn("pool-1", Kind.WRITTEN, 3),
                0));
        all.add(new Twin(
                "a warning on a thread of the pool",
                Oracles.NOTIFICATION,
                evidence().toldOn("pool-1", Kind.WARNING, 5),
                0));
        all.add(new Twin(
                "a report on the thread that stops",
                Oracles.NOTIFICATION,
                evidence().stoppedBy("stopper", 3),
                0));
        all.add(new Twin(
                "a wait that succeeds without a report",
                Oracles.NOTIFICATION,
                evidence().step("waitForWrite", "true"),
                1));
        all.add(new Twin("a wait that reports", Oracles.NOTIFICATION, evidence().waitThatReports(3), 0));
        all.add(new Twin(
                "a callback after close",
                Oracles.NOTIFICATION,
                evidence().closeReturns().callback(),
                1));
        all.add(new Twin(
                "a task after close",
                Oracles.NOTIFICATION,
                evidence().closeReturns().task(),
                1));
        all.add(new Twin(
                "a report after the last word",
                Oracles.NOTIFICATION,
                evidence().told(Kind.FAILED, 109).told(Kind.CLOSED, 0).written(1),
                1));
        all.add(new Twin(
                "a last word that nobody had asked for",
                Oracles.NOTIFICATION,
                evidence().told(Kind.CLOSED, 0),
                1));
        all.add(new Twin(
                "a last word after a failure",
                Oracles.NOTIFICATION,
                evidence().told(Kind.FAILED, 109).told(Kind.CLOSED, 0),
                0));
        all.add(new Twin("a report of nothing", Oracles.NOTIFICATION, evidence().written(0), 1));
        all.add(new Twin(
                "a wait that gives up",
                Oracles.NOTIFICATION,
                evidence().waitForWrite(false, Duration.ofMillis(8), BOUND, 9),
                1));
        all.add(new Twin(
                "a wait that lasts", Oracles.NOTIFICATION, evidence().waitForWrite(false, BOUND, BOUND, 9), 0));
        all.add(new Twin(
                "a wait with nothing to wait for",
                Oracles.NOTIFICATION,
                evidence().waitForWrite(false, Duration.ZERO, BOUND, 0),
                0));
        all.add(new Twin(
                "a wait that ends in a failure",
                Oracles.NOTIFICATION,
                evidence().told(Kind.FAILED, 109).waitForWrite(false, Duration.ZERO, BOUND, 9),
                0));
        return all;
    }
}
