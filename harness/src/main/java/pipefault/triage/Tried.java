package pipefault.triage;

import java.util.Optional;
import pipefault.explore.Bound;
import pipefault.explore.Hunted;
import pipefault.triage.Claim.Stage;

/**
 * What playing one stage has come to.
 *
 * @param stage what was played
 * @param writer who was on it
 * @param bound how far it was to go
 * @param state how it ended
 * @param hunted the runs; without any where the control run had already said enough
 * @param why what a reader should know where nothing was found and not everything was tried; empty else
 * @param wouldTake how many runs there are within the bound, estimated; 0 where all of them were made
 */
public record Tried(Stage stage, String writer, Bound bound, State state, Hunted hunted, String why, long wouldTake) {

    /** How it ended. */
    public enum State {
        /** A run shows what is claimed. */
        SHOWN,
        /** No run within the bound does. */
        EXHAUSTED,
        /** The budget came to its end. */
        CUT_SHORT,
        /** The subject never makes a call that the claim needs. */
        NEVER_CALLED,
        /** The stage says nothing about this subject. */
        UNFIT
    }

    /** Returns the run that shows what is claimed. */
    public Optional<Hunted.Quarry> quarry() {
        return hunted.quarry();
    }
}
