package pipefault.scenario;

/** Who has to do the work again after the faults were lifted. */
public enum RecoveryMode {
    /** The same subject, unless it has said clearly that it is closed. */
    SAME_SUBJECT,
    /** A fresh subject on a fresh pipe of the same name. */
    FRESH_SUBJECT
}
