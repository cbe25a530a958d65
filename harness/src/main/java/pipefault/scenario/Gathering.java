package pipefault.scenario;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import pipefault.fault.FailPoint;
import pipefault.inject.Interception;
import pipefault.inject.Observation;
import pipefault.inject.OperationLedger;
import pipefault.inject.Property;
import pipefault.oracle.Evidence;
import pipefault.oracle.ListenerEvent;
import pipefault.oracle.StepOutcome;
import pipefault.world.World;

/** Collects what the driven subject has left behind, once its run is wound down. */
final class Gathering {

    private final Run run;
    private final Setting setting;
    private final Interception interception;

    Gathering(Run run) {
        this.run = run;
        setting = run.setting();
        interception = setting.interception();
    }

    /**
     * Returns the evidence; what came of the recovery phase is missing in it.
     *
     * @param peerLeft whether the peer had closed its end before the subject was done
     */
    Evidence evidence(boolean peerLeft) {
        // A run that is stuck still has what its threads need.
        boolean stuck = setting.patience().isStuck();
        return new Evidence(
                interception.recorder().trace(),
                observations(),
                interception.answers().all(),
                interception.answers().completions(),
                setting.listener().events(),
                setting.steps().outcomes(),
                run.offers(),
                ByteBuffer.wrap(setting.peer().received()),
                peerLeft || hasDisconnected(),
                setting.patience().overdue(),
                stuck ? List.of() : interception.handles().open(),
                stuck ? List.of() : unreleased(interception.operations()),
                strays(setting.world()),
                null);
    }

    private List<Observation> observations() {
        List<Observation> observations = new ArrayList<>();
        for (Property property : Property.values()) {
            observations.addAll(interception.observations().of(property));
        }
        return observations;
    }

    private boolean hasDisconnected() {
        return interception.answers().all().stream()
                .anyMatch(answer -> answer.point() == FailPoint.DISCONNECT_NAMED_PIPE
                        && answer.result().ok());
    }

    /** What was handed over and has not come back by now never will; unless the kernel itself still has it. */
    private static List<String> unreleased(OperationLedger operations) {
        List<String> pending = operations.pending();
        return Stream.concat(
                        operations.unreleased().stream(),
                        operations.awaitingRelease().stream().filter(each -> !pending.contains(each)))
                .toList();
    }

    private List<String> strays(World world) {
        return Stream.concat(world.strayExceptions().stream(), interception.strayExceptions().stream())
                .map(Throwable::toString)
                .toList();
    }

    /** Returns what the owner and the peer saw, for the comparison with the control run. */
    static Map<String, String> signature(Evidence evidence) {
        Map<String, String> seen = new TreeMap<>();
        long written = 0;
        for (ListenerEvent event : evidence.listener()) {
            written += event.kind() == ListenerEvent.Kind.WRITTEN ? event.value() : 0;
        }
        seen.put("written", Long.toString(written));
        seen.put("received", Long.toString(evidence.received().remaining()));
        for (ListenerEvent.Kind kind : ListenerEvent.Kind.values()) {
            if (kind != ListenerEvent.Kind.WRITTEN) {
                List<Long> values = evidence.listener().stream()
                        .filter(event -> event.kind() == kind)
                        .map(ListenerEvent::value)
                        .toList();
                seen.put(kind.name(), values.toString());
            }
        }
        List<String> thrown = evidence.steps().stream()
                .filter(step -> step.thrown() != null)
                .map(StepOutcome::name)
                .toList();
        seen.put("thrown", thrown.toString());
        return seen;
    }
}
