package pipefault.fault;

import static pipefault.fault.Refusal.Part;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads one action and remembers where its decisive value stood. */
final class ActionParser {

    private static final String UNREALISTIC = "unrealistic";
    private static final String FAIL_FORM = "the form is fail(code), fail(code, performed) or fail(code, lie)";
    private static final String SUCCEED_FORM = "the form is succeed(without-effect)";
    private static final String ALTER_FORM = "the form is alter(count, -1): with a sign the value is added to a count";
    private static final String DELAY_FORM = "the form is delay(before, 50ms)";
    private static final String HOLD_FORM = "the form is hold(before, gate) or hold(before, gate, until CancelIoEx#1)";

    private static final Pattern DURATION = Pattern.compile("([0-9]{1,10})(us|ms|s)");
    private static final Pattern NUMBER = Pattern.compile("0x([0-9A-Fa-f]{1,8})|([0-9]{1,10})");

    private final PlanText text;
    private final PlanPieces pieces;
    private final FailPoint point;
    private Excerpt value;
    private boolean unrealistic;

    ActionParser(PlanText text, PlanPieces pieces, FailPoint point) {
        this.text = text;
        this.pieces = pieces;
        this.point = point;
        this.value = text.since(text.position());
    }

    /** Tells whether the action stood inside {@code unrealistic(...)}. */
    boolean unrealistic() {
        return unrealistic;
    }

    /** Returns where the value stood on which it depends whether the action is allowed. */
    Excerpt value() {
        return value;
    }

    Action action() {
        if (!text.acceptWord(UNREALISTIC)) {
            return plain();
        }
        unrealistic = true;
        text.expect("(", "after unrealistic", "the form is unrealistic(action)");
        Action action = plain();
        text.expect(")", "after the unrealistic action", "the form is unrealistic(action)");
        return action;
    }

    private Action plain() {
        int start = text.skipBlanks().position();
        String word = text.word();
        return switch (word) {
            case "pass" -> new Action.Pass();
            case "fail" -> fail();
            case "succeed" -> succeed();
            case "alter" -> alter();
            case "delay" -> delay();
            case "hold" -> hold();
            case "drop" -> new Action.Drop();
            case "repeat" -> new Action.Repeat();
            case "reject" -> new Action.Reject();
            case "signal" -> new Action.Signal();
            case "" -> throw text.unexpected("an action", words(), null);
            case UNREALISTIC ->
                throw Refusal.of(Part.ACTION, "unrealistic stands once per fault", word)
                        .at(text.since(start));
            default ->
                throw Refusal.unknown(Part.ACTION, "action", word, Action.words())
                        .labelled("actions of " + point, words())
                        .at(text.since(start));
        };
    }

    private List<String> words() {
        List<String> words = new ArrayList<>(FaultRules.words(point));
        if (!unrealistic) {
            words.add(UNREALISTIC);
        }
        return words;
    }

    private Action fail() {
        text.expect("(", "after fail", FAIL_FORM);
        int code = code(FAIL_FORM);
        boolean performed = false;
        boolean lie = false;
        while (text.accept(",")) {
            if (!performed && text.acceptWord("performed")) {
                performed = true;
            } else if (!lie && text.acceptWord("lie")) {
                lie = true;
            } else {
                List<String> left = Stream.of(performed ? "" : "performed", lie ? "" : "lie")
                        .filter(word -> !word.isEmpty())
                        .toList();
                throw left.isEmpty()
                        ? text.unexpected("')' after performed and lie", FAIL_FORM)
                        : text.unexpected(String.join(" or ", left), left, FAIL_FORM);
            }
        }
        text.expect(")", "after the code", FAIL_FORM);
        return new Action.Fail(code, performed, lie);
    }

    private Action succeed() {
        text.expect("(", "after succeed", SUCCEED_FORM);
        if (!text.acceptWord("without-effect")) {
            throw text.unexpected("without-effect", List.of("without-effect"), SUCCEED_FORM);
        }
        text.expect(")", "after without-effect", SUCCEED_FORM);
        return new Action.Succeed();
    }

    private Action alter() {
        text.expect("(", "after alter", ALTER_FORM);
        Action.Alter.What what = what();
        text.expect(",", "after " + what, ALTER_FORM);
        int start = text.skipBlanks().position();
        boolean plus = text.accept("+");
        boolean minus = !plus && text.accept("-");
        long amount =
                switch (what) {
                    case COUNT, INTERNAL -> amount(start);
                    case CODE -> code(ALTER_FORM);
                    case RESULT -> waitResult(start);
                };
        value = text.since(start);
        text.expect(")", "after the value", ALTER_FORM);
        return PlanPieces.placed(value, () -> new Action.Alter(what, plus || minus, minus ? -amount : amount));
    }

    private Action.Alter.What what() {
        int start = text.skipBlanks().position();
        String word = text.word();
        for (Action.Alter.What what : Action.Alter.What.values()) {
            if (what.toString().equals(word)) {
                return what;
            }
        }
        List<String> known =
                Stream.of(Action.Alter.What.values()).map(Object::toString).toList();
        throw word.isEmpty()
                ? text.unexpected("what to alter", known, ALTER_FORM)
                : Refusal.unknown(Part.VALUE, "value", word, known).at(text.since(start));
    }

    private Action delay() {
        text.expect("(", "after delay", DELAY_FORM);
        Phase phase = phase(DELAY_FORM);
        text.expect(",", "after " + phase, DELAY_FORM);
        int start = text.skipBlanks().position();
        String word = text.word();
        Matcher matcher = DURATION.matcher(word);
        if (!matcher.matches()) {
            throw word.isEmpty()
                    ? text.unexpected("a duration", DELAY_FORM)
                    : Refusal.of(Part.VALUE, "'" + word + "' is no duration", word)
                            .allowing(List.of("2s", "50ms", "100us"))
                            .at(text.since(start));
        }
        long number = Long.parseLong(matcher.group(1));
        Duration duration =
                switch (matcher.group(2)) {
                    case "s" -> Duration.ofSeconds(number);
                    case "ms" -> Duration.ofMillis(number);
                    default -> Duration.ofNanos(1_000 * number);
                };
        value = text.since(start);
        Action delay = PlanPieces.placed(value, () -> new Action.Delay(phase, duration));
        text.expect(")", "after the duration", DELAY_FORM);
        return delay;
    }

    private Action hold() {
        text.expect("(", "after hold", HOLD_FORM);
        Phase phase = phase(HOLD_FORM);
        text.expect(",", "after " + phase, HOLD_FORM);
        int start = text.skipBlanks().position();
        String gate = text.word();
        if (gate.isEmpty()) {
            throw text.unexpected("the name of a gate", HOLD_FORM);
        }
        value = text.since(start);
        Action.Hold hold = PlanPieces.placed(value, () -> new Action.Hold(phase, gate, null));
        if (text.accept(",")) {
            if (!text.acceptWord("until")) {
                throw text.unexpected("until", List.of("until"), HOLD_FORM);
            }
            hold = new Action.Hold(phase, gate, pieces.event());
        }
        text.expect(")", "after the gate", HOLD_FORM);
        return hold;
    }

    private Phase phase(String form) {
        for (Phase phase : Phase.values()) {
            if (text.acceptWord(phase.toString())) {
                return phase;
            }
        }
        throw text.unexpected("before or after", List.of("before", "after"), form);
    }

    private int code(String form) {
        int start = text.skipBlanks().position();
        String word = text.word();
        if (word.isEmpty()) {
            throw text.unexpected("an error code", FaultRules.listedCodes(point), form);
        }
        value = text.since(start);
        OptionalInt named = ErrorCodes.named(word);
        if (named.isPresent()) {
            return named.getAsInt();
        }
        if (!Character.isDigit(word.charAt(0))) {
            throw Refusal.unknown(Part.VALUE, "error code", word, ErrorCodes.spellingsLike(word))
                    .allowing(FaultRules.listedCodes(point))
                    .at(value);
        }
        OptionalLong code = numeric(word);
        if (code.isEmpty() || code.getAsLong() > ErrorCodes.SYSTEM_CODE_MAX) {
            throw FaultRules.noErrorCode(point, word).at(value);
        }
        return (int) code.getAsLong();
    }

    private long waitResult(int start) {
        String word = text.word();
        OptionalInt named = ErrorCodes.waitResult(word);
        if (named.isPresent()) {
            return named.getAsInt();
        }
        if (word.isEmpty()) {
            throw text.unexpected("the result of a wait", ErrorCodes.waitResultNames(), ALTER_FORM);
        }
        OptionalLong number = numeric(word);
        if (number.isEmpty()) {
            throw Refusal.unknown(Part.VALUE, "wait result", word, ErrorCodes.waitResultNames())
                    .at(text.since(start));
        }
        return number.getAsLong();
    }

    private long amount(int start) {
        String word = text.word();
        if (word.isEmpty()) {
            throw text.unexpected("a number", ALTER_FORM);
        }
        OptionalLong number = numeric(word);
        if (number.isEmpty()) {
            throw Refusal.of(Part.VALUE, "'" + word + "' is no number of at most 32 bits", word)
                    .advising("numbers are written 4096 or 0x103")
                    .at(text.since(start));
        }
        return number.getAsLong();
    }

    private static OptionalLong numeric(String word) {
        Matcher matcher = NUMBER.matcher(word);
        if (!matcher.matches()) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(
                matcher.group(1) == null ? Long.parseLong(matcher.group(2)) : Long.parseLong(matcher.group(1), 16));
    }
}
