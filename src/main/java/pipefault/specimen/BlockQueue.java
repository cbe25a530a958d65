package pipefault.specimen;

import java.util.ArrayDeque;
import java.util.Deque;
import pipefault.platform.Buffer;

/** The queued blocks of a specimen; a block stays until bytes were credited for all of it. Not thread-safe. */
final class BlockQueue {

    private final Deque<byte[]> blocks = new ArrayDeque<>();
    private int headOffset;
    private long bytes;

    /** Appends a block; the array is kept as it is. */
    void add(byte[] data) {
        if (data.length > 0) {
            blocks.addLast(data);
            bytes += data.length;
        }
    }

    boolean isEmpty() {
        return blocks.isEmpty();
    }

    long bytes() {
        return bytes;
    }

    /** Returns how much of the oldest block is left, but no more than the limit. */
    int headLength(int limit) {
        return Math.min(limit, blocks.element().length - headOffset);
    }

    /** Copies the rest of the oldest block, as much as fits, and returns its length. */
    int copyHeadTo(Buffer target) {
        int length = headLength(target.size());
        target.put(0, blocks.element(), headOffset, length);
        return length;
    }

    void advance(int count) {
        bytes -= count;
        headOffset += count;
        if (headOffset >= blocks.element().length) {
            blocks.remove();
            headOffset = 0;
        }
    }

    void clear() {
        blocks.clear();
        headOffset = 0;
        bytes = 0;
    }
}
