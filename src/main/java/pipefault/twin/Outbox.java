package pipefault.twin;

import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/** Accepted data that no write carries yet, in order. Any thread may add; the thread whose turn it is takes. */
class Outbox {

    private final ConcurrentLinkedDeque<byte[]> blocks = new ConcurrentLinkedDeque<>();

    void add(byte[] block) {
        if (block.length > 0) {
            blocks.addLast(block);
        }
    }

    boolean isEmpty() {
        return blocks.isEmpty();
    }

    /**
     * Takes the oldest data.
     *
     * @param most how many bytes at the most
     * @param joins whether several blocks may become one
     * @return null if there is none
     */
    byte @Nullable [] take(int most, boolean joins) {
        byte[] first = blocks.poll();
        if (first == null) {
            return null;
        }
        byte[] taken = cut(first, most);
        for (byte[] next = blocks.peek(); joins && next != null && taken.length < most; next = blocks.peek()) {
            blocks.remove();
            byte[] more = cut(next, most - taken.length);
            int before = taken.length;
            taken = Arrays.copyOf(taken, before + more.length);
            System.arraycopy(more, 0, taken, before, more.length);
        }
        return taken;
    }

    private byte[] cut(byte[] block, int most) {
        if (block.length <= most) {
            return block;
        }
        putBack(block, most);
        return Arrays.copyOf(block, most);
    }

    /** Puts the rest of a block in front. */
    void putBack(byte[] block, int from) {
        if (from < block.length) {
            blocks.addFirst(Arrays.copyOfRange(block, from, block.length));
        }
    }

    void clear() {
        blocks.clear();
    }
}
