package pipefault.fault;

import static pipefault.fault.Refusal.Part;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the pieces that triggers and actions share: fail points, roles, numbers, events. */
final class PlanPieces {

    static final String FAULT_FORM = "a fault is written CancelIoEx#1 -> fail(ERROR_ACCESS_DENIED)";

    private static final int DIGITS_MAX = 9;

    private final PlanText text;
    private final @Nullable List<String> roles;

    /**
     * Starts reading.
     *
     * @param roles the thread roles that exist; null if any may
     */
    PlanPieces(PlanText text, @Nullable List<String> roles) {
        this.text = text;
        this.roles = roles;
    }

    FailPoint point() {
        int start = text.skipBlanks().position();
        String name = text.word();
        if (name.isEmpty()) {
            throw text.unexpected(
                    "a fail point", text.peek() == '#' ? "a comment has a line of its own; " + FAULT_FORM : FAULT_FORM);
        }
        return FailPoint.find(name)
                .orElseThrow(() -> Refusal.unknown(Part.POINT, "fail point", name, FailPoint.names())
                        .at(text.since(start)));
    }

    /** Reads {@code @role} if it comes next. */
    @Nullable
    String role() {
        if (!text.accept("@")) {
            return null;
        }
        int start = text.skipBlanks().position();
        String name = text.word();
        if (name.isEmpty()) {
            throw text.unexpected("a thread role after @", FAULT_FORM);
        }
        Excerpt place = text.since(start);
        if (roles != null && roles.stream().noneMatch(role -> Trigger.roleAdmits(role, name))) {
            throw Refusal.unknown(Part.TRIGGER, "thread role", name, roles).at(place);
        }
        return placed(place, () -> Names.require(Part.TRIGGER, "thread role", name));
    }

    int occurrence() {
        int start = text.skipBlanks().position();
        int occurrence = number("the number of a call");
        return placed(text.since(start), () -> Trigger.requireOccurrence(Part.TRIGGER, occurrence));
    }

    int number(String what) {
        int start = text.skipBlanks().position();
        String digits = text.number();
        if (digits.isEmpty()) {
            throw text.unexpected(what, FAULT_FORM);
        }
        if (digits.length() > DIGITS_MAX) {
            throw Refusal.of(Part.TRIGGER, what + " is at most " + Trigger.COUNT_MAX + ", but was " + digits, digits)
                    .at(text.since(start));
        }
        return Integer.parseInt(digits);
    }

    UntilEvent event() {
        int start = text.skipBlanks().position();
        FailPoint point = point();
        String role = role();
        int occurrence = text.accept("#") ? occurrence() : 1;
        boolean returned = text.accept(".");
        if (returned && !text.acceptWord("returned")) {
            throw text.unexpected(
                    "'returned' after the dot", "an event is written CancelIoEx#1 or CancelIoEx@owner#1.returned");
        }
        return placed(text.since(start), () -> new UntilEvent(point, role, occurrence, returned));
    }

    /** Gives an error of a value its place in the text. */
    static <T> T placed(Excerpt place, Supplier<T> value) {
        try {
            return value.get();
        } catch (FaultPlanError e) {
            throw e.refusal().at(place);
        }
    }
}
