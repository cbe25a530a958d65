package pipefault.scenario;

/** Who has to do the work again after the faults were lifted. */
public enum RecoveryMode {
    /** The same subject, unless it has said clearly that it is closed; a fresh one where the script has closed it. */
    SAME_SUBJECT,
    /** A fresh subject on a fresh pipe of the same name. */
    FRESH_SUBJECT
}
