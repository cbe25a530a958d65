package pipefault.explore;

import pipefault.simulation.Decision;
import pipefault.world.World;

/** What a decision of the simulated kernel means, for somebody who does not know how it is taken. */
final class Words {

    private static final String AT = " at ";
    private static final String START = "its start";
    private static final String RETURNING = " (returning)";
    private static final int DRIVER = 0;

    private Words() {}

    /** Returns what another option than the default means. */
    static String of(Decision decision, int option) {
        if (decision.kind() == Decision.Kind.KERNEL) {
            String call = decision.call();
            return (call.isEmpty() ? "" : "in " + call.replace(RETURNING, "") + ", ") + decision.label(option);
        }
        boolean work = decision.actor(option) == Decision.KERNEL_WORK;
        if (decision.actor(0) == Decision.KERNEL_WORK) {
            return work
                    ? "first " + decision.label(option) + ", then " + decision.label(0)
                    : goesOn(decision, option) + ", then " + decision.label(0);
        }
        if (work) {
            return "before " + goesOn(decision, 0) + ", " + decision.label(option);
        }
        return goesOn(decision, option) + (decision.canStay() ? " instead of " : " before ") + who(decision, 0);
    }

    private static String goesOn(Decision decision, int option) {
        String label = decision.label(option);
        if (decision.actor(option) != DRIVER) {
            if (label.endsWith(AT + START)) {
                return label.substring(0, label.length() - (AT + START).length()) + " starts";
            }
            if (label.endsWith(AT + Decision.CALLBACK_START)) {
                return label.substring(0, label.length() - (AT + Decision.CALLBACK_START).length())
                        + " starts a callback";
            }
        }
        return who(decision, option) + " goes on";
    }

    /** The driver of a run makes no calls by itself: where it stands says nothing. */
    private static String who(Decision decision, int option) {
        String label = decision.label(option);
        if (decision.actor(option) == DRIVER) {
            return World.DRIVER;
        }
        return label.endsWith(RETURNING)
                ? label.substring(0, label.length() - RETURNING.length()).replace(AT, " returning from ")
                : label;
    }
}
