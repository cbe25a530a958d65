package pipefault.fault;

import static pipefault.fault.Refusal.Part;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import pipefault.platform.Win32Function;

/** Which action a fail point can have at all, and which of them Windows may do. */
final class FaultRules {

    private static final Set<FailPoint> COUNTS_BYTES = EnumSet.of(
            FailPoint.READ_FILE,
            FailPoint.WRITE_FILE,
            FailPoint.GET_OVERLAPPED_RESULT,
            FailPoint.GET_OVERLAPPED_RESULT_EX);

    private static final Set<FailPoint> TAKES_OVERLAPPED = EnumSet.of(
            FailPoint.READ_FILE,
            FailPoint.WRITE_FILE,
            FailPoint.CONNECT_NAMED_PIPE,
            FailPoint.CANCEL_IO_EX,
            FailPoint.GET_OVERLAPPED_RESULT,
            FailPoint.GET_OVERLAPPED_RESULT_EX);

    /** Calls whose success hands something out; without effect there would be nothing to hand out. */
    private static final Set<FailPoint> HANDS_OUT = EnumSet.of(
            FailPoint.CREATE_PIPE,
            FailPoint.PEEK_NAMED_PIPE,
            FailPoint.READ_FILE,
            FailPoint.WRITE_FILE,
            FailPoint.GET_OVERLAPPED_RESULT,
            FailPoint.GET_OVERLAPPED_RESULT_EX);

    /** Calls that make the kernel the owner of memory for as long as it works. */
    private static final Set<FailPoint> STARTS =
            EnumSet.of(FailPoint.READ_FILE, FailPoint.WRITE_FILE, FailPoint.CONNECT_NAMED_PIPE);

    private FaultRules() {}

    /** Returns why this cannot be a fault; empty if it can. */
    static Optional<Refusal> objection(FailPoint point, Action action, boolean unrealistic) {
        return impossible(point, action).or(() -> unrealistic ? Optional.empty() : unlisted(point, action));
    }

    /** Returns the words of the actions that a fail point can have. */
    static List<String> words(FailPoint point) {
        List<String> words = new ArrayList<>(List.of("pass"));
        if (point == FailPoint.EVENT) {
            words.add("signal");
            return words;
        }
        if (canFail(point)) {
            words.add("fail");
        }
        if (canSucceedWithoutEffect(point)) {
            words.add("succeed");
        }
        if (canFail(point)) {
            words.add("alter");
        }
        words.addAll(List.of("delay", "hold"));
        if (point == FailPoint.POST) {
            words.addAll(List.of("drop", "reject"));
        }
        if (point == FailPoint.CALLBACK) {
            words.addAll(List.of("drop", "repeat"));
        }
        return words;
    }

    /** Returns the failures that the catalogue lists, as a plan spells them. */
    static List<String> listedCodes(FailPoint point) {
        return OutcomeCatalog.of(point).stream()
                .filter(outcome -> outcome.answer() == Outcome.Answer.FAIL)
                .map(outcome -> ErrorCodes.print(outcome.value()))
                .toList();
    }

    static Refusal noErrorCode(FailPoint point, String found) {
        return Refusal.of(Part.VALUE, "'" + found + "' is no error code of Windows", found)
                .allowing(listedCodes(point))
                .advising("codes are 0 to " + ErrorCodes.SYSTEM_CODE_MAX);
    }

    private static Optional<Refusal> impossible(FailPoint point, Action action) {
        String word = Action.word(action);
        if (!words(point).contains(word)) {
            return Optional.of(
                    Refusal.of(Part.ACTION, reason(point, word), action).labelled("actions of " + point, words(point)));
        }
        if (action instanceof Action.Fail fail) {
            if (!isSystemCode(fail.code())) {
                return Optional.of(noErrorCode(point, Integer.toString(fail.code())));
            }
            if (fail.lie() && !TAKES_OVERLAPPED.contains(point)) {
                return Optional.of(Refusal.of(Part.ACTION, point + " has no OVERLAPPED to lie about", action)
                        .labelled("calls that have one", texts(TAKES_OVERLAPPED)));
            }
        }
        return action instanceof Action.Alter alter ? impossibleAlteration(point, alter) : Optional.empty();
    }

    private static Optional<Refusal> impossibleAlteration(FailPoint point, Action.Alter alter) {
        Set<Action.Alter.What> values = alterable(point);
        if (!values.contains(alter.what())) {
            return Optional.of(Refusal.of(Part.ACTION, point + " answers with no " + alter.what(), alter)
                    .labelled("values of " + point, texts(values)));
        }
        if (alter.what() == Action.Alter.What.CODE && alter.amount() > ErrorCodes.SYSTEM_CODE_MAX) {
            return Optional.of(noErrorCode(point, Long.toString(alter.amount())));
        }
        return Optional.empty();
    }

    private static Set<Action.Alter.What> alterable(FailPoint point) {
        Set<Action.Alter.What> values = EnumSet.noneOf(Action.Alter.What.class);
        if (COUNTS_BYTES.contains(point)) {
            values.add(Action.Alter.What.COUNT);
        }
        if (canFail(point)) {
            values.add(Action.Alter.What.CODE);
        }
        if (TAKES_OVERLAPPED.contains(point)) {
            values.add(Action.Alter.What.INTERNAL);
        }
        if (returns(point, Win32Function.Returns.WAIT_RESULT)) {
            values.add(Action.Alter.What.RESULT);
        }
        return values;
    }

    private static Optional<Refusal> unlisted(FailPoint point, Action action) {
        if (action instanceof Action.Fail fail && fail.performed() && STARTS.contains(point)) {
            return Optional.of(Refusal.of(
                            Part.ACTION,
                            "a " + point + " that fails on Windows has started nothing (fact WR10)",
                            action)
                    .advising("without 'performed' the call is not made; unrealistic(" + action
                            + ") leaves the kernel the owner of memory that every caller takes for its own"));
        }
        boolean onlyPassesOrTakesTime =
                action instanceof Action.Pass || action instanceof Action.Delay || action instanceof Action.Hold;
        if (onlyPassesOrTakesTime
                || OutcomeCatalog.broughtAboutBy(point, action).isPresent()) {
            return Optional.empty();
        }
        String advice = "unrealistic(" + action + ") injects it all the same, and reports say so";
        if (action instanceof Action.Fail fail && !fail.lie()) {
            String code = ErrorCodes.print(fail.code());
            return Optional.of(Refusal.of(Part.VALUE, "Windows is not known to fail " + point + " with " + code, code)
                    .allowing(listedCodes(point))
                    .advising(advice));
        }
        List<String> listed = OutcomeCatalog.of(point).stream()
                .flatMap(outcome -> outcome.action().stream())
                .map(Action::toString)
                .toList();
        String what = action instanceof Action.Fail
                ? "a failure of " + point + " on Windows does not lie"
                : "Windows is not known to do " + action + " at " + point;
        return Optional.of(
                Refusal.of(Part.ACTION, what, action).allowing(listed).advising(advice));
    }

    private static String reason(FailPoint point, String word) {
        if (word.equals("fail") && returns(point, Win32Function.Returns.VOID)) {
            return point + " returns nothing and cannot fail";
        }
        if (word.equals("succeed") && HANDS_OUT.contains(point)) {
            return point + " cannot succeed without effect: it would have nothing to hand out";
        }
        return point + " cannot have the action '" + word + "'";
    }

    private static boolean canFail(FailPoint point) {
        return point.function().isPresent() && !returns(point, Win32Function.Returns.VOID);
    }

    private static boolean canSucceedWithoutEffect(FailPoint point) {
        return (returns(point, Win32Function.Returns.BOOL) || returns(point, Win32Function.Returns.VOID))
                && !HANDS_OUT.contains(point);
    }

    private static boolean returns(FailPoint point, Win32Function.Returns kind) {
        return point.function().map(function -> function.returns() == kind).orElse(false);
    }

    private static boolean isSystemCode(int code) {
        return code >= 0 && code <= ErrorCodes.SYSTEM_CODE_MAX;
    }

    private static List<String> texts(Set<?> values) {
        return values.stream().map(Object::toString).toList();
    }
}
