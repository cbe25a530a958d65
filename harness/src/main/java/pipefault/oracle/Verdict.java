package pipefault.oracle;

/** What a run showed, most severe first; the first that applies wins. */
public enum Verdict {
    /** Pipefault itself went wrong; says nothing about the subject. */
    HARNESS_ERROR(Kind.TOOL),
    /** The peer got other bytes than were accepted. */
    CORRUPTED(Kind.BAD),
    /** Memory was given back, changed or used again while the kernel owned it. */
    MEMORY_UNSAFE(Kind.BAD),
    /** Something did not come within its bound: a return, a report, the recovery. */
    STUCK(Kind.BAD),
    /** Something was not closed, or closed twice. */
    LEAKED(Kind.BAD),
    /** The owner was told something false, too late, twice, or not at all. */
    MISREPORTED(Kind.BAD),
    /** An armed fault did not fire, and nothing bad was seen. */
    NOT_EXERCISED(Kind.BAD),
    /** The subject never makes the call that the fault needs, as its control run shows. */
    NOT_APPLICABLE(Kind.NEUTRAL),
    /** Differed from the control run, and then did its work again. */
    RECOVERED(Kind.GOOD),
    /** Could not be told from the control run. */
    UNAFFECTED(Kind.GOOD);

    private enum Kind {
        TOOL,
        BAD,
        NEUTRAL,
        GOOD
    }

    private final Kind kind;

    Verdict(Kind kind) {
        this.kind = kind;
    }

    /** Tells whether the subject did well: RECOVERED or UNAFFECTED. */
    public boolean isGood() {
        return kind == Kind.GOOD;
    }

    /** Tells whether this says that Pipefault went wrong. */
    public boolean isHarnessError() {
        return kind == Kind.TOOL;
    }

    /** Returns the more severe of two verdicts. */
    public Verdict orWorse(Verdict other) {
        return compareTo(other) <= 0 ? this : other;
    }
}
