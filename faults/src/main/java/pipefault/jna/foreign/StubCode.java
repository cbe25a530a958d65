package pipefault.jna.foreign;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The machine code of a stub: what a native caller meets where it expected a function of Windows.
 *
 * <p>For x64 Windows. A stub is two pages: code, then the data that the code looks at. While {@link #ARMED} is 0 the stub
 * jumps to the original with every register as it was. Else it lines up the arguments in the caller's stack, where the fifth
 * and later ones stand already, and asks a callback. The last error is set here, by SetLastError as the last call: on the
 * way out of a callback of JNA it would be lost now and then. If the callback does not answer, the original is
 * called as if there were no stub.
 *
 * <p>The code has unwind data, so that exceptions of the system find their way through a frame of it.
 */
final class StubCode {

    /** Bytes in a page. */
    static final int PAGE = 0x1000;

    /** Bytes in a stub. */
    static final int SIZE = 2 * PAGE;

    /** Where the 32 bits are that are 0 while the stub only passes on. */
    static final int ARMED = PAGE;

    /** Where the address of the function is that the stub stands for. */
    static final int ORIGINAL = PAGE + 8;

    /** Where the address of the callback is: number of the stub, address of the arguments, address of the answer. */
    static final int CALLBACK = PAGE + 16;

    /** Where the address of GetLastError is. */
    static final int GET_LAST_ERROR = PAGE + 24;

    /** Where the address of SetLastError is. */
    static final int SET_LAST_ERROR = PAGE + 32;

    /** Where the one RUNTIME_FUNCTION is that describes the frame. */
    static final int RUNTIME_FUNCTION = 0x200;

    // The answer: the value, then two times 32 bits. The last error at entry stands in it when the callback is asked.
    static final int ANSWER_LAST_ERROR = 8;
    static final int ANSWERED = 12;

    private static final int UNWIND_INFO = 0x1F0;

    private final ByteBuffer code = ByteBuffer.allocate(PAGE).order(ByteOrder.LITTLE_ENDIAN);

    private StubCode() {}

    /**
     * Returns the code page of a stub; it works at any address.
     *
     * @param number what the callback is told
     */
    static byte[] page(int number) {
        StubCode stub = new StubCode();
        stub.write(number);
        return stub.code.array();
    }

    private void write(int number) {
        bytes(0x83, 0x3D).data(ARMED, 1).bytes(0x00); // cmp dword [armed], 0
        int toPass = jumpIfEqual();
        int begin = code.position();
        bytes(0x48, 0x83, 0xEC, 0x48); // sub rsp, 48h: room for callees 0-1F, the answer 28-37; aligned to 16
        int prolog = code.position() - begin;
        bytes(0x48, 0x89, 0x4C, 0x24, 0x50); // mov [rsp+50h], rcx: the room that the caller leaves for it
        bytes(0x48, 0x89, 0x54, 0x24, 0x58); // mov [rsp+58h], rdx
        bytes(0x4C, 0x89, 0x44, 0x24, 0x60); // mov [rsp+60h], r8
        bytes(0x4C, 0x89, 0x4C, 0x24, 0x68); // mov [rsp+68h], r9
        call(GET_LAST_ERROR);
        bytes(0x89, 0x44, 0x24, 0x30); // mov [rsp+30h], eax: the last error
        bytes(0xC7, 0x44, 0x24, 0x34, 0, 0, 0, 0); // mov dword [rsp+34h], 0: not answered
        bytes(0xB9);
        code.putInt(number); // mov ecx, number
        bytes(0x48, 0x8D, 0x54, 0x24, 0x50); // lea rdx, [rsp+50h]: the arguments
        bytes(0x4C, 0x8D, 0x44, 0x24, 0x28); // lea r8, [rsp+28h]: the answer
        call(CALLBACK);
        bytes(0x8B, 0x4C, 0x24, 0x30); // mov ecx, [rsp+30h]
        call(SET_LAST_ERROR);
        bytes(0x83, 0x7C, 0x24, 0x34, 0x00); // cmp dword [rsp+34h], 0
        int toUnanswered = jumpIfEqual();
        bytes(0x48, 0x8B, 0x44, 0x24, 0x28); // mov rax, [rsp+28h]
        bytes(0x48, 0x83, 0xC4, 0x48); // add rsp, 48h
        bytes(0xC3); // ret
        land(toUnanswered);
        bytes(0x48, 0x8B, 0x4C, 0x24, 0x50); // mov rcx, [rsp+50h]
        bytes(0x48, 0x8B, 0x54, 0x24, 0x58); // mov rdx, [rsp+58h]
        bytes(0x4C, 0x8B, 0x44, 0x24, 0x60); // mov r8, [rsp+60h]
        bytes(0x4C, 0x8B, 0x4C, 0x24, 0x68); // mov r9, [rsp+68h]
        bytes(0x48, 0x83, 0xC4, 0x48); // add rsp, 48h
        int end = code.position();
        land(toPass);
        bytes(0xFF, 0x25).data(ORIGINAL, 0); // jmp [original]
        describe(begin, end, prolog);
    }

    private void describe(int begin, int end, int prolog) {
        code.position(UNWIND_INFO);
        bytes(0x01, prolog, 0x01, 0x00); // version 1, no handler; length of the prolog; one code; no frame register
        bytes(prolog, 0x82, 0, 0); // from there on UWOP_ALLOC_SMALL, 8 * 8 + 8 = 48h bytes; padding to an even count
        code.position(RUNTIME_FUNCTION);
        code.putInt(begin).putInt(end).putInt(UNWIND_INFO);
    }

    private StubCode bytes(int... values) {
        for (int value : values) {
            code.put((byte) value);
        }
        return this;
    }

    /** The distance to a datum, from the end of the instruction: that many bytes follow. */
    private StubCode data(int offset, int follow) {
        code.putInt(offset - (code.position() + Integer.BYTES + follow));
        return this;
    }

    private void call(int pointer) {
        bytes(0xFF, 0x15).data(pointer, 0); // call [pointer]
    }

    /** Returns where the distance is to be put. */
    private int jumpIfEqual() {
        bytes(0x74, 0x00); // je, 8 bits of distance
        return code.position() - 1;
    }

    private void land(int jump) {
        code.put(jump, (byte) (code.position() - (jump + 1)));
    }
}
