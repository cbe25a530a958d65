package pipefault.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import pipefault.fault.FailPoint;
import pipefault.fault.Fault;
import pipefault.inject.FaultChoice;
import pipefault.simulation.Decision;
import pipefault.simulation.Schedule;

/**
 * Puts what is open in one run to a decider: from the first call of the subject until the faults are lifted.
 *
 * <p>Before and after that the default is taken: putting up a run, its recovery phase and its end are the same for all.
 */
final class Open implements Schedule, FaultChoice, Question {

    private final Decider decider;
    private final boolean faults;
    private final boolean describing;
    private final List<Departure> departures = new ArrayList<>(8);
    private BooleanSupplier lifted = () -> false;
    private boolean begun;
    private int count;

    private Kind kind = Kind.SWITCH;
    private int options;
    private @Nullable Decision decision;
    private FailPoint point = FailPoint.WRITE_FILE;
    private int occurrence;

    /**
     * Opens a run.
     *
     * @param faults whether calls may get other answers than the kernel's
     * @param describing whether departures are put in words, which costs time
     */
    Open(Decider decider, boolean faults, boolean describing) {
        this.decider = decider;
        this.faults = faults;
        this.describing = describing;
    }

    /** Says how to find out whether the faults have been lifted. */
    void until(BooleanSupplier newLifted) {
        lifted = newLifted;
    }

    /** Returns what was not decided by default, in order. */
    List<Departure> departures() {
        return List.copyOf(departures);
    }

    /** Returns how many questions there were. */
    int questions() {
        return count;
    }

    @Override
    public int choose(Decision asked) {
        if (!begun || lifted.getAsBoolean()) {
            return 0;
        }
        decision = asked;
        options = asked.options();
        kind = asked.kind() == Decision.Kind.KERNEL ? Kind.KERNEL : Kind.SWITCH;
        return decide();
    }

    @Override
    public @Nullable Fault at(FailPoint calledPoint, int calledOccurrence) {
        begun = true;
        int size = faults ? AnswerMenu.size(calledPoint) : 1;
        if (size == 1) {
            return null;
        }
        decision = null;
        kind = Kind.ANSWER;
        options = size;
        point = calledPoint;
        occurrence = calledOccurrence;
        int option = decide();
        return option == 0 ? null : AnswerMenu.fault(calledPoint, calledOccurrence, option);
    }

    private int decide() {
        int index = count++;
        int option = decider.choose(this);
        if (option < 0 || option >= options) {
            throw new Diverged("decision " + index + " is " + kind + " with " + options + " options, but number "
                    + option + " was chosen");
        }
        if (option != 0) {
            departures.add(new Departure(
                    kind, index, option, describing ? words(option) : "", kind == Kind.ANSWER ? point.toString() : ""));
        }
        return option;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public boolean canStay() {
        return decision != null && Objects.requireNonNull(decision).canStay();
    }

    @Override
    public int options() {
        return options;
    }

    @Override
    public int actor(int option) {
        return decision == null
                ? Decision.KERNEL_WORK
                : Objects.requireNonNull(decision).actor(option);
    }

    @Override
    public String words(int option) {
        Decision asked = decision;
        return asked == null ? AnswerMenu.fault(point, occurrence, option).toString() : Words.of(asked, option);
    }
}
