package pipefault.triage;

import org.jspecify.annotations.Nullable;

/**
 * One step that a report has written out, read.
 *
 * @param words the text, in its one spelling
 * @param link what it has to do with a call that goes on over several steps
 * @param call that call; null if there is none
 * @param gate the gate that the plan has to have; null if there is none
 * @param action what it does
 */
record OwnStep(
        String words,
        Link link,
        @Nullable SubjectCall call,
        @Nullable String gate,
        Action action) {

    /** The text of the first step. */
    static final String OPEN = "open";

    /** What a step has to do with a call that goes on over several steps. */
    enum Link {
        NONE,
        BEGINS,
        LOOKS_AT,
        ENDS
    }

    /** What a step does with a run. */
    @FunctionalInterface
    interface Action {

        /** Plays the step; returns false if the script has nothing more to ask. */
        boolean play(OwnPlay play);
    }

    /** Creates one that goes by itself. */
    static OwnStep of(String words, Action action) {
        return new OwnStep(words, Link.NONE, null, null, action);
    }

    boolean isOpen() {
        return words.equals(OPEN);
    }
}
