package pipefault.jna.foreign;

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
    static final int PAGE = CodePage.SIZE;

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

    // The answer: the value, then two times 32 bits. The last error at entry stands in it when the callback is asked.
    static final int ANSWER_LAST_ERROR = 8;
    static final int ANSWERED = 12;

    private StubCode() {}

    /**
     * Returns the code page of a stub; it works at any address.
     *
     * @param number what the callback is told
     */
    static byte[] page(int number) {
        CodePage code = new CodePage();
        code.bytes(0x83, 0x3D).data(ARMED, 1).bytes(0x00); // cmp dword [armed], 0
        int toPass = code.jumpIfEqual();
        int begin = code.position();
        code.bytes(0x48, 0x83, 0xEC, 0x48); // sub rsp, 48h: room for callees 0-1F, the answer 28-37; aligned to 16
        int prolog = code.position() - begin;
        code.bytes(0x48, 0x89, 0x4C, 0x24, 0x50); // mov [rsp+50h], rcx: the room that the caller leaves for it
        code.bytes(0x48, 0x89, 0x54, 0x24, 0x58); // mov [rsp+58h], rdx
        code.bytes(0x4C, 0x89, 0x44, 0x24, 0x60); // mov [rsp+60h], r8
        code.bytes(0x4C, 0x89, 0x4C, 0x24, 0x68); // mov [rsp+68h], r9
        code.call(GET_LAST_ERROR);
        code.bytes(0x89, 0x44, 0x24, 0x30); // mov [rsp+30h], eax: the last error
        code.bytes(0xC7, 0x44, 0x24, 0x34, 0, 0, 0, 0); // mov dword [rsp+34h], 0: not answered
        code.bytes(0xB9).word(number); // mov ecx, number
        code.bytes(0x48, 0x8D, 0x54, 0x24, 0x50); // lea rdx, [rsp+50h]: the arguments
        code.bytes(0x4C, 0x8D, 0x44, 0x24, 0x28); // lea r8, [rsp+28h]: the answer
        code.call(CALLBACK);
        code.bytes(0x8B, 0x4C, 0x24, 0x30); // mov ecx, [rsp+30h]
        code.call(SET_LAST_ERROR);
        code.bytes(0x83, 0x7C, 0x24, 0x34, 0x00); // cmp dword [rsp+34h], 0
        int toUnanswered = code.jumpIfEqual();
        code.bytes(0x48, 0x8B, 0x44, 0x24, 0x28); // mov rax, [rsp+28h]
        code.bytes(0x48, 0x83, 0xC4, 0x48); // add rsp, 48h
        code.bytes(0xC3); // ret
        code.land(toUnanswered);
        code.bytes(0x48, 0x8B, 0x4C, 0x24, 0x50); // mov rcx, [rsp+50h]
        code.bytes(0x48, 0x8B, 0x54, 0x24, 0x58); // mov rdx, [rsp+58h]
        code.bytes(0x4C, 0x8B, 0x44, 0x24, 0x60); // mov r8, [rsp+60h]
        code.bytes(0x4C, 0x8B, 0x4C, 0x24, 0x68); // mov r9, [rsp+68h]
        code.bytes(0x48, 0x83, 0xC4, 0x48); // add rsp, 48h
        int end = code.position();
        code.land(toPass);
        code.bytes(0xFF, 0x25).data(ORIGINAL, 0); // jmp [original]
        code.describe(begin, end, prolog);
        return code.bytes();
    }
}
