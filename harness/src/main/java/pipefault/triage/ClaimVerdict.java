package pipefault.triage;

/** What runs say about a claim. */
public enum ClaimVerdict {
    /** The subject shows what is claimed. */
    REPRODUCED,
    /** The subject does well where a writer that really has the claimed defect does not. */
    REFUTED,
    /** The subject never makes the call that the claim is about. */
    NOT_APPLICABLE,
    /** The runs do not say: a fault did not fire, or nothing proves that the scenario would show the defect. */
    INCONCLUSIVE
}
