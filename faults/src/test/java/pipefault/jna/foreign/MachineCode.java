package pipefault.jna.foreign;

import java.util.Arrays;
import java.util.HexFormat;

/** A page of machine code as tests read it. */
final class MachineCode {

    private final byte[] page;

    MachineCode(byte[] page) {
        this.page = page;
    }

    /** Returns bytes that are written in hexadecimal. */
    static byte[] bytes(String... lines) {
        return HexFormat.of().parseHex(String.join("", lines).replace(" ", ""));
    }

    byte[] at(int offset, int length) {
        return Arrays.copyOfRange(page, offset, offset + length);
    }
}
