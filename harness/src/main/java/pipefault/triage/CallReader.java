package pipefault.triage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import pipefault.oracle.Evidence;
import pipefault.scenario.Run;
import pipefault.scenario.Step;
import pipefault.scenario.Subject;
import pipefault.triage.OwnStep.Link;

/** Reads the steps that call the writer: by which thread, and whether the script waits for it. */
final class CallReader {

    /** The thread that a step gets for itself. */
    private static final String ANOTHER = "another";

    private static final String BY_ANOTHER = " by another thread";

    private static final Pattern FORM =
            Pattern.compile("(begin )?(?:(open)|(write) (.+?)|(wait) for write (.+?)|(ask) bytesPending|(stop)|(close))"
                    + "(" + BY_ANOTHER + ")?( even while held)?");

    private final String text;
    private final boolean begins;
    private final boolean byAnother;
    private final boolean evenWhileHeld;

    private CallReader(Matcher matcher) {
        text = matcher.group();
        begins = matcher.group(1) != null;
        byAnother = matcher.group(10) != null;
        evenWhileHeld = matcher.group(11) != null;
    }

    /** Returns what somebody may have misspelt that is made of more than one template. */
    static List<String> examples() {
        List<String> words = new ArrayList<>();
        for (String call : List.of("stop", "close", "ask bytesPending")) {
            words.addAll(List.of("begin " + call, call + BY_ANOTHER, "begin " + call + BY_ANOTHER));
        }
        SubjectCall.words()
                .forEach(name -> words.addAll(List.of(name + " returns", "until " + name + " returns or blocks")));
        return words;
    }

    /**
     * Reads a step; empty if it calls nothing.
     *
     * @throws OwnStepError if it calls something in a way that is not allowed
     */
    static Optional<OwnStep> read(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches() ? Optional.of(new CallReader(matcher).step(matcher)) : Optional.empty();
    }

    private OwnStep step(Matcher matcher) {
        if (matcher.group(2) != null) {
            requirePlain("open", begins || byAnother || evenWhileHeld);
            return OwnStep.of(text, play -> play.run().open());
        }
        if (begins && evenWhileHeld) {
            throw new OwnStepError(
                    "a call that is only begun is not waited for here", "say 'even while held' where it 'returns'");
        }
        if (matcher.group(3) != null) {
            requirePlain("a write by another thread", byAnother);
            int size = StepReader.size(matcher.group(4));
            requirePlain("a write even while held", evenWhileHeld);
            return begins
                    ? call(SubjectCall.WRITE, run -> run.beginWrite(size))
                    : OwnStep.of(text, play -> play.run().mustWrite(size));
        }
        if (matcher.group(5) != null) {
            requirePlain("a wait by another thread", byAnother);
            Duration time = StepReader.time(matcher.group(6));
            return call(SubjectCall.WAIT, run -> run.waitForWrite(time));
        }
        if (matcher.group(7) != null) {
            return call(SubjectCall.ASK, run -> run.startBy(thread(), "bytesPending", Subject::bytesPending));
        }
        return matcher.group(8) != null
                ? call(SubjectCall.STOP, run -> run.startBy(thread(), "stop", CallReader::stop))
                : call(SubjectCall.CLOSE, run -> run.startBy(thread(), "close", CallReader::close));
    }

    private static void requirePlain(String what, boolean wrong) {
        if (wrong) {
            throw new OwnStepError(
                    "there is no such step: " + what,
                    "allowed by another thread: ask bytesPending, stop, close; even while held: all calls but open and"
                            + " write");
        }
    }

    private String thread() {
        return byAnother ? ANOTHER : Evidence.OWNER;
    }

    private OwnStep call(SubjectCall call, Function<Run, Step> start) {
        OwnStep.Action action = play -> {
            Step step = start.apply(play.run());
            if (begins) {
                play.begin(call, step);
            } else {
                OwnPlay.require(call, step, evenWhileHeld);
            }
            return true;
        };
        return new OwnStep(text, begins ? Link.BEGINS : Link.NONE, call, null, action);
    }

    private static @Nullable Object stop(Subject subject) {
        subject.stop();
        return null;
    }

    private static @Nullable Object close(Subject subject) {
        subject.close();
        return null;
    }
}
