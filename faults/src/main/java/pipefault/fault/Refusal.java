package pipefault.fault;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why something may not stand in a plan, before anybody knows where in a text it stood.
 *
 * @param part which part of a fault is at fault
 * @param what the clause that opens the message
 * @param found what was found, as it was written
 * @param label what the list of allowed things is called, for example {@code known}
 * @param allowed what may stand there instead, possibly empty
 * @param nearest the allowed spelling that was probably meant
 * @param advice a last clause, or null
 */
record Refusal(
        Part part,
        String what,
        String found,
        String label,
        List<String> allowed,
        @Nullable String nearest,
        @Nullable String advice) {

    /** The parts of a fault that an error can point at. */
    enum Part {
        POINT,
        TRIGGER,
        ACTION,
        /** A value in the parentheses of the action. */
        VALUE
    }

    Refusal {
        allowed = List.copyOf(allowed);
    }

    static Refusal of(Part part, String what, Object found) {
        return new Refusal(part, what, found.toString(), "allowed", List.of(), null, null);
    }

    static Refusal unknown(Part part, String kind, String found, Collection<String> known) {
        String nearest = Spelling.nearest(found, known).orElse(null);
        return new Refusal(
                part, "unknown " + kind + " '" + found + "'", found, "known", List.copyOf(known), nearest, null);
    }

    Refusal allowing(Collection<String> things) {
        return labelled("allowed", things);
    }

    Refusal labelled(String newLabel, Collection<String> things) {
        return new Refusal(part, what, found, newLabel, List.copyOf(things), nearest, advice);
    }

    Refusal meaning(@Nullable String spelling) {
        return new Refusal(part, what, found, label, allowed, spelling, advice);
    }

    Refusal advising(String clause) {
        return new Refusal(part, what, found, label, allowed, nearest, clause);
    }

    FaultPlanError error() {
        return new FaultPlanError(this, null);
    }

    FaultPlanError at(Excerpt place) {
        return new FaultPlanError(this, place);
    }
}
