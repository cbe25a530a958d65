package pipefault.fault;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The ordered faults of one run.
 *
 * <p>Text form: the faults with {@code "; "} between them; empty for {@link #NONE}.
 *
 * @param faults at most {@value #FAULTS_MAX}
 */
public record FaultPlan(List<Fault> faults) {

    /** How many faults a plan may hold. */
    public static final int FAULTS_MAX = 64;

    /** The plan of a control run. */
    public static final FaultPlan NONE = new FaultPlan(List.of());

    /** Copies the list. */
    public FaultPlan {
        faults = List.copyOf(faults);
        if (faults.size() > FAULTS_MAX) {
            throw Refusal.of(
                            Refusal.Part.POINT,
                            "a plan holds at most " + FAULTS_MAX + " faults, but has " + faults.size(),
                            faults.size())
                    .error();
        }
    }

    /** Returns a plan of these faults. */
    public static FaultPlan of(Fault... faults) {
        return new FaultPlan(List.of(faults));
    }

    /** Tells whether no fault is planned. */
    public boolean isEmpty() {
        return faults.isEmpty();
    }

    @Override
    public String toString() {
        return faults.stream().map(Fault::toString).collect(Collectors.joining("; "));
    }
}
