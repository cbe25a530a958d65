package pipefault.fault;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a fault acts: filters first, then the occurrence among the calls that passed them, then chance.
 *
 * <p>Text form, each piece optional: {@code @role {argument} #first..last+step %percent once after CancelIoEx#1}. Counting
 * is after the filters and starts with the subject's creation, or at the moment named by {@code after}. Without {@code #}
 * every call is selected for as long as the plan is armed.
 *
 * @param role only calls on threads of this role; null is any
 * @param argument only calls with these arguments; null is any
 * @param first first selected occurrence, from 1
 * @param last last selected occurrence; {@link #OPEN} is no end
 * @param step distance between selected occurrences
 * @param percent chance that a selected occurrence is hit, 1 to 100
 * @param once the first hit is the only one; matters with a chance only, without one it is the same as {@code #first}
 * @param after calls count only from this moment on; null is from the beginning
 */
public record Trigger(
        @Nullable String role,
        @Nullable ArgumentFilter argument,
        int first,
        int last,
        int step,
        int percent,
        boolean once,
        @Nullable UntilEvent after) {

    /** The largest number that a plan may count to. */
    public static final int COUNT_MAX = 1_000_000;

    /** A range without an end. */
    public static final int OPEN = Integer.MAX_VALUE;

    /** Every call. */
    public static final Trigger ANY = new Trigger(null, null, 1, OPEN, 1, 100, false, null);

    /** Checks the values; equal meanings become equal triggers. */
    public Trigger {
        if (role != null) {
            role = Names.require(Refusal.Part.TRIGGER, "thread role", role);
        }
        first = requireOccurrence(Refusal.Part.TRIGGER, first);
        if (last != OPEN) {
            last = requireOccurrence(Refusal.Part.TRIGGER, last);
            if (last < first) {
                throw Refusal.of(
                                Refusal.Part.TRIGGER,
                                "occurrences " + first + ".." + last + " hold no call: the last comes before the first",
                                first + ".." + last)
                        .error();
            }
        }
        if (step < 1 || step > COUNT_MAX) {
            throw Refusal.of(Refusal.Part.TRIGGER, "a step is 1 to " + COUNT_MAX + ", but was " + step, step)
                    .error();
        }
        if (percent < 1 || percent > 100) {
            throw Refusal.of(Refusal.Part.TRIGGER, "a chance is 1 to 100 percent, but was " + percent, percent)
                    .error();
        }
        if (once && percent == 100) {
            once = false;
            last = first;
        }
        if (last == first) {
            step = 1;
        }
    }

    static int requireOccurrence(Refusal.Part part, int occurrence) {
        if (occurrence < 1) {
            throw Refusal.of(part, "occurrence counts calls from 1, but was " + occurrence, occurrence)
                    .error();
        }
        if (occurrence > COUNT_MAX) {
            throw Refusal.of(part, "occurrence is at most " + COUNT_MAX + ", but was " + occurrence, occurrence)
                    .error();
        }
        return occurrence;
    }

    /** Tells whether a call on a thread of this role passes the role filter; null is a thread without a role. */
    public boolean admits(@Nullable String callerRole) {
        return roleAdmits(role, callerRole);
    }

    /** Tells whether a call with these arguments passes the argument filter. */
    public boolean admits(List<@Nullable Object> arguments) {
        return argument == null || argument.test().test(arguments);
    }

    /** A second thread of a role is called {@code pool-2}; it has the role all the same. */
    static boolean roleAdmits(@Nullable String role, @Nullable String callerRole) {
        if (role == null || role.equals(callerRole)) {
            return true;
        }
        if (callerRole == null || !callerRole.startsWith(role + "-")) {
            return false;
        }
        String number = callerRole.substring(role.length() + 1);
        return !number.isEmpty() && number.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** Tells whether this occurrence, counted from 1 after the filters, is selected; leaves chance out. */
    public boolean selects(int occurrence) {
        return occurrence >= first && occurrence <= last && (occurrence - first) % step == 0;
    }

    /**
     * Tells whether this occurrence is selected and chance hits it.
     *
     * <p>The answer depends on the arguments alone, not on what was asked before: the same seed always hits the same calls.
     * Whoever asks keeps the rule of {@link #once}.
     *
     * @param runSeed the seed of the run
     * @param faultIndex the place of the fault in its plan, so that two faults draw apart
     */
    public boolean selects(int occurrence, long runSeed, int faultIndex) {
        if (!selects(occurrence)) {
            return false;
        }
        long draw = mix(mix(mix(runSeed) + faultIndex) + occurrence);
        return percent == 100 || Long.remainderUnsigned(draw, 100) < percent;
    }

    /** The finaliser of SplitMix64: neighbours in, strangers out. */
    private static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** Returns the text form; empty for {@link #ANY}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        if (role != null) {
            text.append('@').append(role);
        }
        if (argument != null) {
            text.append(argument);
        }
        if (first == last) {
            text.append('#').append(first);
        } else if (first != 1 || last != OPEN || step != 1) {
            text.append('#').append(first).append("..").append(last == OPEN ? "" : Integer.toString(last));
            text.append(step == 1 ? "" : "+" + step);
        }
        if (percent != 100) {
            text.append('%').append(percent);
        }
        if (once) {
            text.append(" once");
        }
        if (after != null) {
            text.append(" after ").append(after);
        }
        return text.toString();
    }
}
