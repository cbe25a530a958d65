package pipefault.foreign;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** What went into both ends of a pipe and what came out; for one thread. */
final class ByteLedger {

    private final ByteArrayOutputStream offered = new ByteArrayOutputStream();
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();
    private final List<String> oddities = new ArrayList<>();
    private long accepted;
    private boolean endedEarly;

    /** Notes what the subject is given to write. */
    void offered(byte[] data) {
        offered.writeBytes(data);
    }

    /** Notes that the subject has said of the last of it that all was written. */
    void allWritten() {
        accepted = offered.size();
    }

    void sent(byte[] data) {
        sent.writeBytes(data);
    }

    void read(byte[] data) {
        read.writeBytes(data);
    }

    void endedEarly() {
        endedEarly = true;
    }

    /** Tells whether a read told of the end of the stream while the peer was there and had more to send. */
    boolean hasEndedEarly() {
        return endedEarly;
    }

    void readNothing() {
        oddities.add("read returned 0 bytes, which stands for nothing: neither data nor an end");
    }

    /** Returns how many bytes must arrive at the peer. */
    long accepted() {
        return accepted;
    }

    List<String> oddities() {
        return oddities;
    }

    /** Returns where bytes that the peer got differ from those that were written; empty if nowhere. */
    List<String> wrongAtPeer(byte[] received) {
        return difference(received, offered.toByteArray(), "the peer got", "were written");
    }

    /** Returns where bytes that the subject got differ from those that were sent; empty if nowhere. */
    List<String> wrongAtSubject() {
        return difference(read.toByteArray(), sent.toByteArray(), "the subject read", "were sent");
    }

    private static List<String> difference(byte[] got, byte[] given, String who, String what) {
        int common = Math.min(got.length, given.length);
        for (int i = 0; i < common; i++) {
            if (got[i] != given[i]) {
                return List.of(who + " another byte at offset " + i + " than " + what);
            }
        }
        return got.length > given.length
                ? List.of(who + " " + got.length + " bytes, where " + given.length + " " + what)
                : List.of();
    }
}
