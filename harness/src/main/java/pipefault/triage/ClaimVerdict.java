package pipefault.triage;

import java.util.Locale;

/** What is answered to a claim. */
public enum ClaimVerdict {
    /** A run shows what is claimed, as it is stated. */
    REPRODUCED,
    /** Every run within the bound was made, they came by the place, and none shows what is claimed. */
    REFUTED,
    /** The subject never makes the call that the claim is about. */
    NOT_APPLICABLE,
    /** The runs do not say: the budget was too small, or the stage does not fit. */
    INCONCLUSIVE;

    /** Returns the word in a sentence. */
    public String words() {
        return this == REFUTED
                ? "refuted as stated"
                : name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
