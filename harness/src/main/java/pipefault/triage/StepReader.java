package pipefault.triage;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import pipefault.fault.FailPoint;
import pipefault.fault.Spelling;
import pipefault.scenario.Run;
import pipefault.scenario.Subject;
import pipefault.triage.OwnStep.Link;

/** Reads one step; each becomes what the scripts of scenarios are made of, calls of {@link Run}. */
final class StepReader {

    /** What part of a step's text an error shows. */
    static final int SHOWN_MAX = 60;

    private static final String SIZES = "allowed: 'N bytes' from 1 to 1048576, or 'N KiB' from 1 to 1024";
    private static final int KIB = 1024;
    private static final int SIZE_MAX = KIB * KIB;
    private static final int TIME_MAX = 2_000;
    private static final int ANSWERS_MAX = 1_000;
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,6}");
    private static final Pattern GATE = Pattern.compile("[a-z][a-z0-9]*([- ][a-z0-9]+)*");
    private static final Pattern DIGITS = Pattern.compile("[0-9]+( (bytes|KiB|ms))?");

    /** How each kind of step is found, and read from what is found. */
    private static final List<Form> FORMS = List.of(
            new Form("peer reads all", m -> plain(m, run -> run.peer().drain())),
            new Form("peer reads (.+)", m -> sized(m, (run, size) -> run.peer().readExactly(size))),
            new Form("peer leaves", m -> plain(m, StepReader::leave)),
            new Form("until the peer has (.+)", m -> sized(m, Run::awaitReceived)),
            new Form("until gate (.+) is reached", m -> gate(m, Run::awaitArrival)),
            new Form("open gate (.+)", m -> gate(m, Run::openGate)),
            new Form("until (.+) answers of (.+)", StepReader::answers),
            new Form("until all faults have fired", m -> hazard(m, Run::awaitFaultsFired)),
            new Form("until no callback runs", m -> hazard(m, Run::awaitCallbacksEnded)),
            new Form("until (.+) returns or blocks", StepReader::blocks),
            new Form("expect all reported", m -> plain(m, Run::expectReported)),
            new Form("expect all reported even while held", m -> plain(m, Run::expectReportedEvenWhileHeld)),
            new Form("expect (.+) received", m -> sized(m, Run::expectReceived)),
            new Form(
                    "listener asks bytesPending when warned",
                    m -> plain(m, run -> run.onWarning(Subject::bytesPending))),
            new Form(
                    "listener asks bytesPending when told",
                    m -> plain(m, run -> run.onToldAskBack(Subject::bytesPending))),
            new Form("listener closes when told", m -> plain(m, Run::onWrittenClose)),
            new Form("(.+?) returns( even while held)?", StepReader::returns));

    private StepReader() {}

    private record Form(Pattern pattern, Function<MatchResult, OwnStep> reading) {
        Form(String pattern, Function<MatchResult, OwnStep> reading) {
            this(Pattern.compile(pattern), reading);
        }

        Optional<OwnStep> read(String text) {
            Matcher matcher = pattern.matcher(text);
            return matcher.matches() ? Optional.of(reading.apply(matcher.toMatchResult())) : Optional.empty();
        }
    }

    @FunctionalInterface
    private interface Simple {
        void play(Run run);
    }

    @FunctionalInterface
    private interface Sized {
        void play(Run run, int size);
    }

    /**
     * Reads a step.
     *
     * @param text words with one blank between them
     * @throws OwnStepError if it is none
     */
    static OwnStep read(String text) {
        return FORMS.stream()
                .flatMap(form -> form.read(text).stream())
                .findFirst()
                .or(() -> CallReader.read(text))
                .orElseThrow(() -> unknown(text));
    }

    private static OwnStepError unknown(String text) {
        String shape = DIGITS.matcher(text).replaceAll("SIZE");
        Optional<String> nearest =
                Spelling.nearest(text, CallReader.examples()).or(() -> Spelling.nearest(shape, StepWords.templates()));
        return new OwnStepError(
                "unknown step '" + shown(text) + "'",
                nearest.map(words -> "did you mean '" + words + "'? ").orElse("") + "allowed: "
                        + String.join(", ", StepWords.templates()) + "; 'list steps' explains them");
    }

    private static String shown(String text) {
        return text.length() <= SHOWN_MAX ? text : text.substring(0, SHOWN_MAX) + "...";
    }

    private static OwnStep plain(MatchResult match, Simple body) {
        return OwnStep.of(match.group(), play -> {
            body.play(play.run());
            return true;
        });
    }

    private static OwnStep hazard(MatchResult match, Simple body) {
        return plain(match, run -> run.hazard(() -> body.play(run)));
    }

    private static OwnStep sized(MatchResult match, Sized body) {
        int size = size(match.group(1));
        return plain(match, run -> body.play(run, size));
    }

    private static void leave(Run run) {
        if (run.isControl()) {
            run.peer().drain();
        } else {
            run.peer().vanish();
        }
    }

    private static OwnStep gate(MatchResult match, AtGate body) {
        String found = match.group(1);
        if (!GATE.matcher(found).matches()) {
            throw new OwnStepError(
                    "'" + shown(found) + "' is no name of a gate", "allowed: a-z, 0-9 and -, with a letter first");
        }
        String gate = found.replace(' ', '-');
        OwnStep.Action action = play -> {
            play.run().hazard(() -> body.play(play.run(), gate));
            return true;
        };
        return new OwnStep(match.group().replace(found, gate), Link.NONE, null, gate, action);
    }

    @FunctionalInterface
    private interface AtGate {
        void play(Run run, String gate);
    }

    private static OwnStep answers(MatchResult match) {
        int count = number(match.group(1), ANSWERS_MAX, "allowed: a number from 1 to " + ANSWERS_MAX);
        FailPoint point = Stream.of(FailPoint.values())
                .filter(each -> each.toString().equals(match.group(2)))
                .findFirst()
                .orElseThrow(() -> unknownWord("call", match.group(2), List.copyOf(FailPoint.names())));
        return hazard(match, run -> run.awaitAnswers(point, count));
    }

    private static OwnStep blocks(MatchResult match) {
        SubjectCall call = call(match.group(1));
        return new OwnStep(match.group(), Link.LOOKS_AT, call, null, play -> {
            play.awaitDoneOrBlocked(call);
            return true;
        });
    }

    private static OwnStep returns(MatchResult match) {
        SubjectCall call = call(match.group(1));
        boolean evenWhileHeld = match.group(2) != null;
        return new OwnStep(match.group(), Link.ENDS, call, null, play -> {
            play.returns(call, evenWhileHeld);
            return true;
        });
    }

    private static SubjectCall call(String word) {
        return SubjectCall.named(word).orElseThrow(() -> unknownWord("call of a writer", word, SubjectCall.words()));
    }

    private static OwnStepError unknownWord(String kind, String word, List<String> known) {
        return new OwnStepError(
                "unknown " + kind + " '" + shown(word) + "'",
                Spelling.nearest(word, known)
                                .map(nearest -> "did you mean " + nearest + "? ")
                                .orElse("") + "allowed: " + String.join(", ", known));
    }

    /** Reads a number of bytes. */
    static int size(String text) {
        boolean kib = text.endsWith(" KiB");
        if (!kib && !text.endsWith(" bytes")) {
            throw new OwnStepError("'" + shown(text) + "' is no size", meant(text) + SIZES);
        }
        int number = number(text.substring(0, text.lastIndexOf(' ')), kib ? SIZE_MAX / KIB : SIZE_MAX, SIZES);
        return kib ? number * KIB : number;
    }

    /** What somebody means who leaves the unit out. */
    private static String meant(String text) {
        return NUMBER.matcher(text).matches() ? "did you mean '" + text + " bytes'? " : "";
    }

    /** Reads how long somebody waits. */
    static Duration time(String text) {
        String allowed = "allowed: 'N ms' from 1 to " + TIME_MAX;
        if (!text.endsWith(" ms")) {
            throw new OwnStepError("'" + shown(text) + "' is no time", allowed);
        }
        return Duration.ofMillis(number(text.substring(0, text.lastIndexOf(' ')), TIME_MAX, allowed));
    }

    private static int number(String text, int max, String allowed) {
        if (!NUMBER.matcher(text).matches() || Integer.parseInt(text) > max) {
            throw new OwnStepError("'" + shown(text) + "' is not in range", allowed);
        }
        return Integer.parseInt(text);
    }
}
