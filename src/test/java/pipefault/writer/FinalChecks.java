package pipefault.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static pipefault.writer.WriterBench.BOUND;

import java.time.Duration;
import java.util.List;
import pipefault.inject.FaultStatus;
import pipefault.inject.Interception;
import pipefault.pipe.Peer;

/** What must hold after every script: each fault has fired, silence after close, nothing lost, leaked or invented. */
final class FinalChecks {

    private final WriterBench bench;
    private final Interception interception;
    private final Peer peer;
    private final List<String> told;

    FinalChecks(WriterBench bench) {
        this.bench = bench;
        interception = bench.interception();
        peer = bench.peer();
        told = bench.told();
    }

    void run() {
        for (FaultStatus status : interception.faultStatus()) {
            assertThat(status.times() > 0 || bench.mayMiss)
                    .as("the fault \"" + status.fault() + "\" fires; " + status.nearMiss())
                    .isTrue();
        }
        interception.lift();
        PipeWriter open = bench.writer;
        if (open != null) {
            bench.onOwner(open::close);
            int before = told.size();
            peer.drain();
            bench.pipe.closeSubjectEnd();
            assertThat(peer.awaitEnd(BOUND)).as("the peer sees the end").isTrue();
            bench.sleep(Duration.ofSeconds(3));
            assertThat(told.subList(before, told.size()))
                    .as("told after close had returned")
                    .isEmpty();
            assertThat(bench.toldWithoutWarnings()).last().isEqualTo("closed");
            assertThat(told.stream().filter(event -> event.equals("closed"))).hasSize(1);
        }
        bench.world.loop().close();
        peer.stop();
        bench.world.await("the owner to end", bench.owner::isDone, BOUND);
        assertThat(bench.observations()).isEmpty();
        assertThat(interception.handles().open()).as("handles left open").isEmpty();
        assertThat(interception.operations().pending())
                .as("operations still pending")
                .isEmpty();
        assertThat(interception.operations().unreleased())
                .as("operations not released")
                .isEmpty();
        assertThat(bench.world.strayExceptions()).isEmpty();
        if (!bench.repetitionAllowed) {
            assertThat(bench.payload.firstDifference(peer.received()))
                    .as("position at which the received bytes differ")
                    .isEmpty();
            assertThat(peer.count()).as("received bytes").isLessThanOrEqualTo(bench.accepted());
        }
        assertThat(bench.reported()).as("reported bytes").isLessThanOrEqualTo(peer.count());
    }
}
