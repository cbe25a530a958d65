package pipefault.trace;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The ordered record of what passed the platform in one run.
 *
 * @param records in the order in which they happened
 * @param asides what was seen to happen beside them, in that order; may be empty
 */
public record Trace(List<CallRecord> records, List<Aside> asides) {

    /** Copies the lists. */
    public Trace {
        records = List.copyOf(records);
        asides = List.copyOf(asides);
    }

    /** Creates a trace beside which nothing was seen. */
    public Trace(List<CallRecord> records) {
        this(records, List.of());
    }

    /** Returns a digest over all records, 16 hexadecimal digits; equal traces have equal digests. */
    public String digest() {
        MessageDigest sha = sha256();
        for (CallRecord each : records) {
            sha.update(each.toString().getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(sha.digest(), 0, 8);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
