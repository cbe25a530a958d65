package pipefault.foreign;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pipefault.fault.FailPoint;
import pipefault.fault.FaultPlan;
import pipefault.fault.Outcome;
import pipefault.fault.OutcomeCatalog;
import pipefault.inject.Answer;
import pipefault.inject.FaultStatus;
import pipefault.inject.Interception;
import pipefault.inject.Observation;
import pipefault.inject.Property;
import pipefault.oracle.Finding;
import pipefault.oracle.StepOutcome;
import pipefault.oracle.Verdict;
import pipefault.platform.Win32Error;

/** Holds what foreign code did against what its callers may rely on, as far as that can be seen from outside. */
final class ForeignJudge {

    private static final Pattern NUMBER =
            Pattern.compile("(?:error|code|errno)\\D{0,24}?(-?\\d+)", Pattern.CASE_INSENSITIVE);

    /** What a read is answered that has nobody at the other end. */
    private static final Set<Integer> GONE = Set.of(Win32Error.ERROR_BROKEN_PIPE, Win32Error.ERROR_PIPE_NOT_CONNECTED);

    private static final Set<FailPoint> RESULTS =
            EnumSet.of(FailPoint.GET_OVERLAPPED_RESULT, FailPoint.GET_OVERLAPPED_RESULT_EX);

    private final Interception interception;
    private final Conversation talk;
    private final ForeignPeer peer;
    private final String workaround;
    private final List<Finding> findings = new ArrayList<>();

    ForeignJudge(Interception interception, Conversation talk, ForeignPeer peer, String workaround) {
        this.interception = interception;
        this.talk = talk;
        this.peer = peer;
        this.workaround = workaround;
    }

    ForeignResult judge(FaultPlan plan, boolean spent) {
        // What stands in for the kernel is no fault of this run; it comes last.
        int fired = interception.faultStatus().stream()
                .limit(plan.faults().size())
                .mapToInt(FaultStatus::times)
                .sum();
        judgeEnds();
        judgeBytes(spent);
        for (Observation each : interception.observations().of(Property.OWNERSHIP)) {
            add("ownership", Verdict.MEMORY_UNSAFE, each.text());
        }
        if (!spent) {
            judgeWhatIsLeft();
            judgeErrors();
            judgeWhatIsNoError();
        }
        findings.sort(Comparator.comparing(Finding::verdict));
        Verdict verdict = findings.isEmpty()
                ? ForeignResult.good(!plan.isEmpty(), fired, talk.attempts())
                : findings.get(0).verdict();
        return new ForeignResult(
                plan.toString(), fired, verdict, findings, talk.attempts(), talk.trace(), spent, workaround);
    }

    private void judgeEnds() {
        for (Attempt attempt : talk.attempts()) {
            if (attempt.overdue() != null) {
                add("termination", Verdict.STUCK, attempt.toString());
            } else if (attempt.accident()) {
                add(
                        "exceptions",
                        Verdict.MISREPORTED,
                        attempt.what() + " threw what no caller expects: " + attempt.thrown());
            }
        }
    }

    private void judgeBytes(boolean spent) {
        byte[] received = peer.received();
        talk.bytes().wrongAtPeer(received).forEach(text -> add("wire bytes", Verdict.CORRUPTED, text));
        talk.bytes().wrongAtSubject().forEach(text -> add("wire bytes", Verdict.CORRUPTED, text));
        long accepted = talk.bytes().accepted();
        if (!spent && received.length < accepted && allWell()) {
            add(
                    "accounting",
                    Verdict.MISREPORTED,
                    "all writes returned, but of " + accepted + " bytes the peer got " + received.length);
        }
        talk.bytes().oddities().forEach(text -> add("accounting", Verdict.MISREPORTED, text));
        if (talk.bytes().hasEndedEarly() && !wasToldThatNobodyIsThere()) {
            add(
                    "accounting",
                    Verdict.MISREPORTED,
                    "read told of the end of the stream while the peer was there and had more to send");
        }
    }

    /** Tells whether a read was answered that the other end has gone: to tell that as the end of the stream is right. */
    private boolean wasToldThatNobodyIsThere() {
        return interception.answers().all().stream()
                .filter(answer -> answer.injected() && isOfRead(answer))
                .reduce((one, later) -> later)
                .map(answer -> GONE.contains(answer.result().lastError()))
                .orElse(false);
    }

    private boolean isOfRead(Answer answer) {
        return answer.point() == FailPoint.READ_FILE
                || (RESULTS.contains(answer.point())
                        && during(answer.sequence()).what().startsWith("read"));
    }

    private boolean allWell() {
        return talk.attempts().stream().allMatch(each -> each.ok() || each.mayThrow());
    }

    private void judgeWhatIsLeft() {
        for (String open : interception.handles().open()) {
            add("handles", Verdict.LEAKED, "never closed: " + open);
        }
        for (Observation each : interception.observations().of(Property.HANDLES)) {
            add("handles", Verdict.LEAKED, each.text());
        }
        List<String> inFlight = interception.foreignInFlight();
        if (!inFlight.isEmpty()) {
            add(
                    "ownership",
                    Verdict.MEMORY_UNSAFE,
                    "all is closed, and the kernel still has " + String.join(", ", inFlight));
        }
    }

    /** Each injected error that must surface has to reach a caller, and with its own code where a code is named. */
    private void judgeErrors() {
        for (Answer answer : interception.answers().all()) {
            if (answer.injected() && !answer.result().ok() && mustSurface(answer) && !openedAfterAll(answer)) {
                List<Attempt> told = attemptsFrom(answer.sequence()).stream()
                        .filter(each -> each.thrown() != null)
                        .toList();
                String error = answer.point() + " answered " + answer.result().lastError();
                if (told.isEmpty() && !isSeenOtherwise(answer) && !endsBeyond(answer.sequence())) {
                    add("error timeliness", Verdict.MISREPORTED, error + ", and no call threw");
                }
                told.stream()
                        .limit(1)
                        .forEach(each -> judgeCode(each, answer.result().lastError(), error));
                return;
            }
        }
    }

    /** A read that ended, or returned nothing, is judged by what it told. */
    private boolean isSeenOtherwise(Answer answer) {
        boolean toldAsEnd = talk.bytes().hasEndedEarly()
                && isOfRead(answer)
                && (GONE.contains(answer.result().lastError()) || !wasToldThatNobodyIsThere());
        return toldAsEnd || isToldAtTheEnd(answer) || !talk.bytes().oddities().isEmpty();
    }

    /** Tells whether somebody who reads ahead has kept the end for a later read, when all that was sent had been read. */
    private boolean isToldAtTheEnd(Answer answer) {
        List<Attempt> all = talk.attempts();
        return GONE.contains(answer.result().lastError())
                && isOfRead(answer)
                && all.subList(all.indexOf(during(answer.sequence())), all.size()).stream()
                        .anyMatch(each -> each.what().startsWith("read") && "-1".equals(each.returned()));
    }

    /** What Windows answers FALSE to although all is well must not reach a caller as an error. */
    private void judgeWhatIsNoError() {
        for (Answer answer : interception.answers().all()) {
            int code = answer.result().lastError();
            Attempt during = during(answer.sequence());
            if (!answer.result().ok()
                    && isNoError(answer)
                    && !during.mayThrow()
                    && during.thrown() != null
                    && StepOutcome.names(during.thrown(), code)) {
                add(
                        "error timeliness",
                        Verdict.MISREPORTED,
                        answer.point() + " answered " + code + ", which is no error, but " + during.what() + " threw "
                                + during.thrown());
                return;
            }
        }
    }

    /** Error 996 says that something goes on: who throws then has given it up, which is judged by the memory. */
    private static boolean isNoError(Answer answer) {
        int code = answer.result().lastError();
        return code != Win32Error.ERROR_IO_INCOMPLETE
                && OutcomeCatalog.failure(answer.point(), code)
                        // What depends on how the pipe was opened, or on what was asked, is not known here.
                        .map(outcome -> outcome.obligation() == Outcome.Obligation.BENIGN && outcome.only() == null)
                        .orElse(false);
    }

    /** Returns the call in which something was answered, and those after it that nothing but a fault makes throw. */
    private List<Attempt> attemptsFrom(int sequence) {
        List<Attempt> all = talk.attempts();
        Attempt during = during(sequence);
        return all.subList(all.indexOf(during), all.size()).stream()
                .filter(each -> each.equals(during) || !each.mayThrow())
                .toList();
    }

    private Attempt during(int sequence) {
        Attempt during = talk.attempts().get(0);
        for (Attempt each : talk.attempts()) {
            if (each.began() < sequence && each.began() > during.began()) {
                during = each;
            }
        }
        return during;
    }

    /** Tells whether something was answered in a call that may end in any way: the peer has left, or the endpoint is closed. */
    private boolean endsBeyond(int sequence) {
        return during(sequence).mayThrow();
    }

    private static boolean mustSurface(Answer answer) {
        return !isToldLater(answer)
                && OutcomeCatalog.failure(answer.point(), answer.result().lastError())
                        .map(outcome -> outcome.obligation() == Outcome.Obligation.SURFACE)
                        .orElse(false);
    }

    /**
     * Tells whether an answer says that a client has come and gone. The next read or write of the server tells that, if it is so;
     * where it was made up the peer is there, and there is nothing to tell.
     */
    private static boolean isToldLater(Answer answer) {
        return answer.point() == FailPoint.CONNECT_NAMED_PIPE
                && answer.result().lastError() == Win32Error.ERROR_NO_DATA;
    }

    /** Tells whether a pipe that could not be opened was opened then within the same call: nothing is left to be told. */
    private boolean openedAfterAll(Answer refused) {
        return refused.point() == FailPoint.CREATE_FILE
                && interception.answers().all().stream()
                        .anyMatch(later -> later.point() == FailPoint.CREATE_FILE
                                && later.sequence() > refused.sequence()
                                && later.result().ok()
                                && during(later.sequence()).equals(during(refused.sequence())));
    }

    private void judgeCode(Attempt attempt, int code, String error) {
        String text = String.valueOf(attempt.thrown());
        Matcher named = NUMBER.matcher(text);
        if (named.find() && !StepOutcome.names(text, code)) {
            add(
                    "error timeliness",
                    Verdict.MISREPORTED,
                    error + ", but " + attempt.what() + " names code " + named.group(1) + ": " + text);
        }
    }

    private void add(String oracle, Verdict verdict, String text) {
        findings.add(new Finding(oracle, verdict, text));
    }
}
