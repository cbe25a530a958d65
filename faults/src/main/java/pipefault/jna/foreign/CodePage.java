package pipefault.jna.foreign;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A page of machine code for x64 Windows while it is being written; it works at any address. The page behind it has the data. */
final class CodePage {

    /** Bytes in a page. */
    static final int SIZE = 0x1000;

    /** Where the one RUNTIME_FUNCTION is that describes the frame. */
    static final int RUNTIME_FUNCTION = 0x200;

    private static final int UNWIND_INFO = 0x1F0;

    private final ByteBuffer code = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);

    int position() {
        return code.position();
    }

    byte[] bytes() {
        return code.array();
    }

    CodePage bytes(int... values) {
        for (int value : values) {
            code.put((byte) value);
        }
        return this;
    }

    CodePage word(int value) {
        code.putInt(value);
        return this;
    }

    /** The distance to a datum, from the end of the instruction: that many bytes follow. */
    CodePage data(int offset, int follow) {
        return word(offset - (code.position() + Integer.BYTES + follow));
    }

    void call(int pointer) {
        bytes(0xFF, 0x15).data(pointer, 0); // call [pointer]
    }

    /** Returns where the distance is to be put. */
    int jumpIfEqual() {
        bytes(0x74, 0x00); // je, 8 bits of distance
        return code.position() - 1;
    }

    void land(int jump) {
        int distance = code.position() - (jump + 1);
        if (distance > Byte.MAX_VALUE) {
            throw new IllegalStateException("a short jump over " + distance + " bytes; it reaches " + Byte.MAX_VALUE);
        }
        code.put(jump, (byte) distance);
    }

    /**
     * Adds unwind data for a frame of 48h bytes.
     *
     * @param begin where its first instruction is
     * @param end behind its last one
     * @param prolog bytes of the instruction that makes room for it
     */
    void describe(int begin, int end, int prolog) {
        code.position(UNWIND_INFO);
        bytes(0x01, prolog, 0x01, 0x00); // version 1, no handler; length of the prolog; one code; no frame register
        bytes(prolog, 0x82, 0, 0); // from there on UWOP_ALLOC_SMALL, 8 * 8 + 8 = 48h bytes; padding to an even count
        code.position(RUNTIME_FUNCTION);
        word(begin).word(end).word(UNWIND_INFO);
    }
}
