package pipefault.writer;

import java.util.ArrayDeque;
import java.util.Deque;
import pipefault.platform.Buffer;

/** The accepted bytes that are not in the pipe yet, in order; not thread-safe. */
final class WriteQueue {

    /** What is to be written next: the rest of the oldest block. */
    static final class Block {

        private final byte[] bytes;
        private final int offset;

        private Block(byte[] bytes, int offset) {
            this.bytes = bytes;
            this.offset = offset;
        }

        int length() {
            return bytes.length - offset;
        }

        void copyTo(Buffer target) {
            target.put(0, bytes, offset, length());
        }
    }

    private final Deque<byte[]> blocks = new ArrayDeque<>();
    private int headOffset;
    private long bytes;

    /** Appends a block of at least one byte; the array must not be changed any more. */
    void add(byte[] block) {
        blocks.addLast(block);
        bytes += block.length;
    }

    boolean isEmpty() {
        return blocks.isEmpty();
    }

    long bytes() {
        return bytes;
    }

    /** Returns what is left of the oldest block. The block stays in the queue until {@link #advance} has passed it. */
    Block head() {
        return new Block(blocks.element(), headOffset);
    }

    /** Takes away bytes of the oldest block, which are in the pipe now. */
    void advance(int written) {
        bytes -= written;
        headOffset += written;
        if (headOffset == blocks.element().length) {
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
