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
 */
public record Trace(List<CallRecord> records) {

    /** Copies the list. */
    public Trace {
        records = List.copyOf(records);
    }

    /** Returns a digest over everything in the trace, 16 hexadecimal digits; equal traces have equal digests. */
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
