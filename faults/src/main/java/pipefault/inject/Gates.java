package pipefault.inject;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import pipefault.fault.Action;
import pipefault.fault.Fault;
import pipefault.trace.CallRecord;
import pipefault.trace.CallRecord.Kind;
import pipefault.world.World;
import pipefault.world.WorldGate;

/** The gates of a run, by name, and who is held at them; thread-safe. */
final class Gates {

    private final World world;
    private final TraceRecorder recorder;
    private final Duration deadManBound;

    /** Guards itself and the fields below; no gate is passed or opened while it is held. */
    private final Map<String, WorldGate> gates = new LinkedHashMap<>();

    private final List<String> expired = new ArrayList<>();
    private boolean lifted;

    /** Written under the monitor; a condition of a wait reads it, often. */
    private volatile int held;

    Gates(World world, TraceRecorder recorder, Duration deadManBound) {
        this.world = world;
        this.recorder = recorder;
        this.deadManBound = deadManBound;
    }

    /** Returns the gate of this name; closed at first, and open from the start once the plan was lifted. */
    WorldGate named(String name) {
        WorldGate gate;
        boolean open;
        synchronized (gates) {
            gate = gates.computeIfAbsent(name, world::gate);
            open = lifted;
        }
        // A thread that met its fault just before the plan was lifted comes here only now.
        if (open && !gate.isOpen()) {
            gate.open();
        }
        return gate;
    }

    /** Holds the calling thread until the gate is open, or until the dead-man bound has passed. */
    void hold(Fault fault, Action.Hold hold) {
        WorldGate gate = named(hold.gate());
        if (gate.isOpen()) {
            note(fault, "passes the open gate " + hold.gate());
            return;
        }
        note(fault, CallRecord.HELD + "gate " + hold.gate());
        change(1);
        boolean opened;
        try {
            opened = gate.pass(deadManBound);
        } finally {
            change(-1);
        }
        if (opened) {
            note(fault, CallRecord.GOES_ON + "gate " + hold.gate());
        } else {
            note(fault, CallRecord.GOES_ON + "gate " + hold.gate() + ", which nobody opened");
            synchronized (gates) {
                expired.add(hold.gate());
            }
        }
    }

    private void note(Fault fault, String text) {
        recorder.add(Kind.FAULT, 0, fault.point().toString(), text, true);
    }

    private void change(int by) {
        synchronized (gates) {
            held += by;
        }
    }

    /** Lets go whoever is held, and whoever still comes. */
    void lift() {
        List<WorldGate> all;
        synchronized (gates) {
            lifted = true;
            all = List.copyOf(gates.values());
        }
        all.forEach(WorldGate::open);
    }

    int held() {
        return held;
    }

    List<String> expired() {
        synchronized (gates) {
            return List.copyOf(expired);
        }
    }
}
