package pipefault.triage;

import java.util.List;
import java.util.stream.Stream;

/** The steps that a report can write out, each with what it does: what there is to read, to list and to mean. */
public enum StepWords {
    OPEN("open", "make the writer; the first step, and there only"),
    WRITE("write SIZE", "the owner writes; if the writer refuses it, no further step is played"),
    WAIT("wait for write TIME", "the owner waits until something is written, for so long at the most"),
    ASK("ask bytesPending", "the owner asks how much is on its way"),
    STOP("stop", "the owner stops the writer"),
    CLOSE("close", "the owner closes the writer"),
    ANOTHER("CALL by another thread", "the same by a thread of its own: ask bytesPending, stop or close"),
    BEGIN("begin CALL", "begin one of these calls, and go on with the next step at once"),
    RETURNS("NAME returns", "a call that was begun has to return"),
    BLOCKS("until NAME returns or blocks", "wait until it has, or stands in a call that may block"),
    READS("peer reads SIZE", "tell the peer to read so much more, and then nothing; not waited for"),
    DRAINS("peer reads all", "tell the peer to read all it can get; not waited for"),
    LEAVES("peer leaves", "the peer closes its end; in the control run it reads all instead"),
    HAS("until the peer has SIZE", "wait until so much has arrived in all"),
    REACHED("until gate GATE is reached", "wait until a 'hold' of the plan holds a call there *"),
    OPENED("open gate GATE", "let go of it *"),
    ANSWERS("until N answers of POINT", "wait until the writer has got so many answers of one call of Windows *"),
    FIRED("until all faults have fired", "wait until each fault of the plan has *"),
    QUIET("until no callback runs", "wait until no callback of the writer runs *"),
    REPORTED("expect all reported", "all that was accepted has to be reported, or the writer says why not"),
    RECEIVED("expect SIZE received", "so much in all has to arrive, or the writer says why not"),
    WARNED_ASKS("listener asks bytesPending when warned", "from now on, inside the warning"),
    TOLD_ASKS("listener asks bytesPending when told", "from now on, inside each report and warning"),
    TOLD_CLOSES("listener closes when told", "from now on, inside a report"),
    HELD("STEP even while held", "to a call, 'returns' and 'expect all': time counts while a gate holds a thread");

    /** What the words in capitals stand for, and what holds of all steps; lines. */
    public static final String NOTES = """
            SIZE is 'N bytes' or 'N KiB', from 1 byte to 1 MiB; a pipe takes 4 KiB that nobody reads.
            The peer reads nothing until it is told to.
            TIME is 'N ms', from 1 to 2000. N is from 1 to 1000. NAME is write, wait, ask, stop or close.
            GATE is that of a 'hold' in the plan. POINT is from 'list points'.
            A call is over when it has returned: 3 s for each, 1 s for 'ask bytesPending'. One that takes longer is a finding.
            An 'until' that does not come within 5 s shows nothing, and refutes nothing.
            * is left out in the control run, which has no faults.
            """;

    private final String template;
    private final String meaning;

    StepWords(String template, String meaning) {
        this.template = template;
        this.meaning = meaning;
    }

    /** Returns how the step is written. */
    public String template() {
        return template;
    }

    /** Returns what it does, in a few words. */
    public String meaning() {
        return meaning;
    }

    static List<String> templates() {
        return Stream.of(values()).map(StepWords::template).toList();
    }
}
