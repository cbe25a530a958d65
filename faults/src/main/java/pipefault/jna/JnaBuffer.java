package pipefault.jna;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.Objects;
import pipefault.platform.Buffer;

/** The data part of a {@link JnaOperation}'s memory. */
final class JnaBuffer implements Buffer {

    private final Memory memory;
    private final int start;
    private final int bytes;

    /** Covers the bytes from {@code start} on. */
    JnaBuffer(Memory memory, int start, int bytes) {
        this.memory = memory;
        this.start = start;
        this.bytes = bytes;
    }

    static JnaBuffer of(Buffer buffer) {
        if (buffer instanceof JnaBuffer ours) {
            return ours;
        }
        throw new IllegalArgumentException("a buffer of another platform: " + buffer);
    }

    /**
     * Returns a pointer to a range, which keeps the memory reachable.
     *
     * @throws IndexOutOfBoundsException if the range does not lie in the buffer
     */
    Pointer pointerTo(int position, int length) {
        Objects.checkFromIndexSize(position, length, bytes);
        return memory.share(start + position, length);
    }

    @Override
    public int size() {
        return bytes;
    }

    @Override
    public void put(int position, byte[] source, int offset, int length) {
        Objects.checkFromIndexSize(position, length, bytes);
        Objects.checkFromIndexSize(offset, length, source.length);
        memory.write(start + position, source, offset, length);
    }

    @Override
    public void get(int position, byte[] target, int offset, int length) {
        Objects.checkFromIndexSize(position, length, bytes);
        Objects.checkFromIndexSize(offset, length, target.length);
        memory.read(start + position, target, offset, length);
    }
}
