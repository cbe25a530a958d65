package pipefault.twin;

/**
 * What is known of a write.
 *
 * @param bytes for {@link Kind#WRITTEN}: how many, from 0
 * @param code for {@link Kind#FAILED}: the Windows error code
 */
record Fate(Kind kind, int bytes, int code) {

    enum Kind {
        PENDING,
        WRITTEN,
        /** The writer itself has asked for this end. */
        ENDED_BY_US,
        FAILED
    }

    static final Fate PENDING = new Fate(Kind.PENDING, 0, 0);
    static final Fate ENDED_BY_US = new Fate(Kind.ENDED_BY_US, 0, 0);

    static Fate written(long bytes) {
        return new Fate(Kind.WRITTEN, (int) bytes, 0);
    }

    static Fate failed(int code) {
        return new Fate(Kind.FAILED, 0, code);
    }

    boolean isPending() {
        return kind == Kind.PENDING;
    }
}
