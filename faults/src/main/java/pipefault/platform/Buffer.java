package pipefault.platform;

/** A block of memory outside the Java heap (or its simulation) that the kernel can read and write. */
public interface Buffer {

    /** Returns the size in bytes. */
    int size();

    /**
     * Copies bytes into the buffer.
     *
     * @throws IndexOutOfBoundsException if the range does not lie in the buffer or in the array
     */
    void put(int position, byte[] source, int offset, int length);

    /**
     * Copies bytes out of the buffer.
     *
     * @throws IndexOutOfBoundsException if the range does not lie in the buffer or in the array
     */
    void get(int position, byte[] target, int offset, int length);
}
