package pipefault.fault;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One way in which Windows may answer a call, besides plain success.
 *
 * @param point the call
 * @param answer what kind of answer
 * @param value the last error, the result of a wait, or milliseconds; 0 where the answer has none
 * @param level how well it is established
 * @param obligation what a writer owes when it meets it
 * @param sources fact ids, {@code MS:page} of Microsoft Learn, or {@code contract:} and a method of the platform
 * @param only the circumstances without which Windows does not answer so, for example {@code PIPE_NOWAIT}; null for
 *     an everyday answer
 */
public record Outcome(
        FailPoint point,
        Answer answer,
        int value,
        Level level,
        Obligation obligation,
        List<String> sources,
        @Nullable String only) {

    /** Copies the list. */
    public Outcome {
        sources = List.copyOf(sources);
    }

    /** The kinds of answers. */
    public enum Answer {
        /** FALSE with 997: the operation is in flight. Cannot be injected, because nothing would be. */
        PENDING,
        /** The call fails with a last error. */
        FAIL,
        /** The call succeeds and leaves a last error. */
        CODE,
        /** A wait returns a value. */
        RESULT,
        /** TRUE with count 0. Cannot be injected: a caller whose pipe waits would be told of bytes that went nowhere. */
        NOTHING_TAKEN,
        /** The call says TRUE and does nothing. */
        WITHOUT_EFFECT,
        /** The call takes so many milliseconds, and then answers as it would have. */
        SLOW,
        /** The event loop refuses a task. */
        REJECT,
        /** A task never runs. */
        DROP,
        /** The event of a pending operation is set by somebody else. */
        SIGNAL;

        @Override
        public String toString() {
            return spelled(this);
        }
    }

    /** How well an outcome is established. */
    public enum Level {
        /** By a conformance test that runs on real Windows. */
        ASSERTED,
        /** By Microsoft's documentation. */
        DOCUMENTED,
        /** By what follows from the rest; never seen. */
        POSSIBLE;

        @Override
        public String toString() {
            return spelled(this);
        }
    }

    /** What a writer owes when it meets an outcome. */
    public enum Obligation {
        /** It must report it. */
        SURFACE,
        /** It must not report it. */
        BENIGN,
        /** It must not report it after its own cancel, and must otherwise: a thread that ends cancels too (fact LT01). */
        BENIGN_AFTER_CANCEL,
        /** It must not report it if the operation proves to be complete (fact CX15). */
        BENIGN_IF_COMPLETED;

        @Override
        public String toString() {
            return spelled(this);
        }
    }

    /** Returns the action that makes this happen; empty for what cannot be injected. */
    public Optional<Action> action() {
        return switch (answer) {
            case PENDING, NOTHING_TAKEN -> Optional.empty();
            case FAIL -> Optional.of(new Action.Fail(value, false, false));
            case CODE -> Optional.of(new Action.Alter(Action.Alter.What.CODE, false, value));
            case RESULT -> Optional.of(new Action.Alter(Action.Alter.What.RESULT, false, value));
            case WITHOUT_EFFECT -> Optional.of(new Action.Succeed());
            case SLOW -> Optional.of(new Action.Delay(Phase.BEFORE, Duration.ofMillis(value)));
            case REJECT -> Optional.of(new Action.Reject());
            case DROP -> Optional.of(new Action.Drop());
            case SIGNAL -> Optional.of(new Action.Signal());
        };
    }

    /** Returns what happens, as a fault has it where it can be injected; for reports. */
    public String words() {
        return action().map(Action::toString).orElse(answer.toString());
    }

    /** Spells a constant as the table does. */
    private static String spelled(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
