package pipefault.fault;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a fault does to a call. */
public sealed interface Action {

    /** Lets the call through: the plan without the fault, on the same path. Text form {@code pass}. */
    record Pass() implements Action {
        @Override
        public String toString() {
            return "pass";
        }
    }

    /**
     * The caller sees a failure. Text form {@code fail(ERROR_ACCESS_DENIED, performed, lie)}.
     *
     * @param code the last error
     * @param performed the real call is made and its result hidden; otherwise it is not made
     * @param lie the failure leaves nothing behind: {@code Internal} stays as it is, and an operation that is said to be
     *     over goes on
     */
    record Fail(int code, boolean performed, boolean lie) implements Action {
        @Override
        public String toString() {
            return "fail(" + ErrorCodes.print(code) + (performed ? ", performed" : "") + (lie ? ", lie" : "") + ")";
        }
    }

    /** The caller sees success, and nothing was done. Text form {@code succeed(without-effect)}. */
    record Succeed() implements Action {
        @Override
        public String toString() {
            return "succeed(without-effect)";
        }
    }

    /**
     * The real call is made and one value of its answer changed. Text form {@code alter(count, -1)}: with a sign it is
     * added, without one it replaces.
     *
     * @param what the value
     * @param relative whether the amount is added
     * @param amount bytes, an error code, an NTSTATUS (unsigned) or the result of a wait
     */
    record Alter(What what, boolean relative, long amount) implements Action {

        /** The largest amount, in either direction: what 32 bits without a sign hold. */
        public static final long AMOUNT_MAX = 0xFFFFFFFFL;

        /** Checks the amount. */
        public Alter {
            if (amount > AMOUNT_MAX || amount < (relative ? -AMOUNT_MAX : 0)) {
                throw Refusal.of(Refusal.Part.VALUE, "an amount has 32 bits, but was " + amount, amount)
                        .error();
            }
            if (relative && what != What.COUNT) {
                throw Refusal.of(Refusal.Part.VALUE, "only a count can be changed by an amount", what)
                        .error();
            }
        }

        /** Which value of an answer. */
        public enum What {
            /** The byte count. */
            COUNT,
            /** The last error; success stays success and failure failure. */
            CODE,
            /** {@code Internal} of the OVERLAPPED, an NTSTATUS. */
            INTERNAL,
            /** The return value of a wait. */
            RESULT;

            @Override
            public String toString() {
                return name().toLowerCase(Locale.ROOT);
            }
        }

        @Override
        public String toString() {
            return "alter(" + what + ", " + amountText() + ")";
        }

        private String amountText() {
            if (relative) {
                return amount < 0 ? Long.toString(amount) : "+" + amount;
            }
            return switch (what) {
                case COUNT -> Long.toString(amount);
                case INTERNAL -> "0x" + Long.toHexString(amount).toUpperCase(Locale.ROOT);
                case CODE -> ErrorCodes.print((int) amount);
                case RESULT -> ErrorCodes.printWaitResult(amount);
            };
        }
    }

    /**
     * The call takes longer, in the time of the world. Text form {@code delay(before, 50ms)}.
     *
     * @param phase on which side of the real call
     * @param duration 1 µs to 1 h, in whole microseconds
     */
    record Delay(Phase phase, Duration duration) implements Action {

        /** Checks the duration. */
        public Delay {
            Durations.require(duration);
        }

        @Override
        public String toString() {
            return "delay(" + phase + ", " + Durations.print(duration) + ")";
        }
    }

    /**
     * The call waits at a gate until somebody opens it. Text form {@code hold(before, in-callback, until CancelIoEx#1)}.
     *
     * <p>Several holds may share a gate.
     *
     * @param phase on which side of the real call
     * @param gate the name of the gate, which the run owns
     * @param until opens the gate; null leaves that to the run
     */
    record Hold(Phase phase, String gate, @Nullable UntilEvent until) implements Action {

        /** Checks the name of the gate. */
        public Hold {
            gate = Names.require(Refusal.Part.VALUE, "gate", gate);
            if (gate.equals("until")) {
                throw Refusal.of(Refusal.Part.VALUE, "a gate cannot be called 'until'", gate)
                        .advising("a hold is hold(before, gate) or hold(before, gate, until CancelIoEx#1)")
                        .error();
            }
        }

        @Override
        public String toString() {
            return "hold(" + phase + ", " + gate + (until == null ? "" : ", until " + until) + ")";
        }
    }

    /** The posted task, or the callback, never runs; who posted is told that it will. Text form {@code drop}. */
    record Drop() implements Action {
        @Override
        public String toString() {
            return "drop";
        }
    }

    /** The callback runs a second time. Text form {@code repeat}. */
    record Repeat() implements Action {
        @Override
        public String toString() {
            return "repeat";
        }
    }

    /** The event loop refuses the task, and says so. Text form {@code reject}. */
    record Reject() implements Action {
        @Override
        public String toString() {
            return "reject";
        }
    }

    /** A stray SetEvent from outside on the event of the operation. Text form {@code signal}. */
    record Signal() implements Action {
        @Override
        public String toString() {
            return "signal";
        }
    }

    /** Returns the words that actions begin with. */
    static List<String> words() {
        return List.of("pass", "fail", "succeed", "alter", "delay", "hold", "drop", "repeat", "reject", "signal");
    }

    /** Returns the word that an action begins with. */
    static String word(Action action) {
        String text = action.toString();
        int bracket = text.indexOf('(');
        return bracket < 0 ? text : text.substring(0, bracket);
    }
}
