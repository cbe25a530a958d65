package pipefault.explore;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pipefault.explore.SweepCell.When;
import pipefault.fault.Action;
import pipefault.fault.FailPoint;
import pipefault.fault.Fault;
import pipefault.fault.Outcome;
import pipefault.fault.OutcomeCatalog;
import pipefault.fault.Trigger;

/**
 * What a call may answer besides what the kernel says: each everyday outcome of the catalogue, once and from then on.
 *
 * <p>Outcomes that need circumstances which no scenario has, such as a name or {@code PIPE_NOWAIT}, are left out.
 */
public final class AnswerMenu {

    /** The owner of a loop that runs nothing any more can be told nothing, by no writer. */
    private static final String DEAD_LOOP = "a loop that takes every task and runs none: nobody could be told anything";

    private static final String SLOW_FOR_EVER =
            "calls that each take long: whoever makes several takes longer than any bound";

    private record Entry(Action action, When when) {}

    private static final Map<FailPoint, List<Entry>> ENTRIES = new EnumMap<>(FailPoint.class);

    static {
        for (FailPoint point : FailPoint.values()) {
            List<Entry> entries = new ArrayList<>();
            for (When when : When.values()) {
                for (Outcome outcome : OutcomeCatalog.of(point)) {
                    if (whyLeftOut(outcome, when).isEmpty()) {
                        outcome.action().ifPresent(action -> entries.add(new Entry(action, when)));
                    }
                }
            }
            ENTRIES.put(point, List.copyOf(entries));
        }
    }

    private AnswerMenu() {}

    /** Returns why an outcome is not on the menu; empty if it is. */
    static Optional<String> whyLeftOut(Outcome outcome, When when) {
        if (outcome.only() != null) {
            return Optional.of("only " + outcome.only());
        }
        if (outcome.answer() == Outcome.Answer.DROP && when == When.PERSISTENT) {
            return Optional.of(DEAD_LOOP);
        }
        if (outcome.answer() == Outcome.Answer.SLOW && when == When.PERSISTENT) {
            return Optional.of(SLOW_FOR_EVER);
        }
        return outcome.action().isPresent() ? Optional.empty() : Optional.of("cannot be injected");
    }

    /** Returns how many answers there are, that of the kernel included; 1 is no choice. */
    static int size(FailPoint point) {
        return 1 + entries(point).size();
    }

    /** Returns how many of them, that of the kernel included, are given once only; they are the first. */
    static int sizeOnce(FailPoint point) {
        return 1
                + (int) entries(point).stream()
                        .filter(entry -> entry.when() == When.ONCE)
                        .count();
    }

    /**
     * Returns the fault that makes a call give an answer.
     *
     * @param option from 1 to one less than the size: first what is answered once, then what is answered from this call on
     */
    static Fault fault(FailPoint point, int occurrence, int option) {
        Entry entry = entries(point).get(option - 1);
        return fault(point, occurrence, entry.action(), entry.when());
    }

    /** Returns the fault that makes one call give an answer, or all from this one on. */
    static Fault fault(FailPoint point, int occurrence, Action action, When when) {
        int last = when == When.PERSISTENT ? Trigger.OPEN : occurrence;
        return new Fault(point, new Trigger(null, null, occurrence, last, 1, 100, false, null), action, false);
    }

    /** Returns the faults that make one call, and no other, give each answer that is on the menu for once. */
    public static List<Fault> once(FailPoint point, int occurrence) {
        return entries(point).stream()
                .filter(entry -> entry.when() == When.ONCE)
                .map(entry -> fault(point, occurrence, entry.action(), entry.when()))
                .toList();
    }

    /** Returns the faults that give each answer that is on the menu, to one call only and to all from this one on. */
    public static List<Fault> all(FailPoint point, int occurrence) {
        return entries(point).stream()
                .map(entry -> fault(point, occurrence, entry.action(), entry.when()))
                .toList();
    }

    private static List<Entry> entries(FailPoint point) {
        return ENTRIES.getOrDefault(point, List.of());
    }
}
