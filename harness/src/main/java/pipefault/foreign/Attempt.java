package pipefault.foreign;

import org.jspecify.annotations.Nullable;

/**
 * How one call of a subject's public method went.
 *
 * @param what in words, for example {@code read}
 * @param began position in the trace before the call
 * @param returned what it returned, as text; null if it threw or did not return
 * @param thrown what it threw, as text with all causes; null if it did not throw
 * @param accident whether what it threw is no IOException, so that no caller expects it
 * @param mayThrow whether it may throw, or tell of an end, without any fault: the peer has left, or the endpoint is closed
 * @param overdue null, or where its thread was when its bound had passed
 */
public record Attempt(
        String what,
        int began,
        @Nullable String returned,
        @Nullable String thrown,
        boolean accident,
        boolean mayThrow,
        @Nullable String overdue) {

    /** Tells whether the call returned. */
    public boolean ok() {
        return thrown == null && overdue == null;
    }

    @Override
    public String toString() {
        if (overdue != null) {
            return what + " did not return (" + overdue + ")";
        }
        return what + (thrown == null ? " -> " + returned : " threw " + thrown);
    }

    /** Tells whether a read told of the end of the stream where there is none without a fault. */
    boolean tellsOfAnEnd() {
        return !mayThrow && what.startsWith("read") && "-1".equals(returned);
    }
}
