package pipefault.jna.foreign;

/**
 * The machine code that stands before the callback of all stubs: it puts a pending Java exception of the caller aside.
 *
 * <p>A native method may have thrown, and call Windows before it returns: to close a handle, or because it goes on as if nothing
 * had happened. No Java may run meanwhile, and JNA would take the exception for one of its callback and drop it. So it is
 * taken away before the callback is asked, and thrown again afterwards. A thread that Java does not know has none.
 *
 * <p>For x64 Windows: a page of code, then a page of data. The functions are those of the invocation and the native interface of
 * Java, by their place in its tables.
 */
final class GuardCode {

    /** Bytes of code and data. */
    static final int SIZE = 2 * CodePage.SIZE;

    /** Where the address of the virtual machine is, as JNI knows it. */
    static final int VM = CodePage.SIZE;

    /** Where the address of the callback is. */
    static final int CALLBACK = CodePage.SIZE + 8;

    private static final int POINTER = 8;
    private static final int GET_ENV = 6 * POINTER;
    private static final int THROW = 13 * POINTER;
    private static final int EXCEPTION_OCCURRED = 15 * POINTER;
    private static final int EXCEPTION_CLEAR = 17 * POINTER;
    private static final int DELETE_LOCAL_REF = 23 * POINTER;
    private static final int VERSION = 0x00010006;

    private GuardCode() {}

    /** Returns the code page; it works at any address. */
    static byte[] page() {
        CodePage code = new CodePage();
        int begin = code.position();
        code.bytes(0x48, 0x83, 0xEC, 0x48); // sub rsp, 48h: room for callees 0-1F, env 28, exception 30; aligned to 16
        int prolog = code.position() - begin;
        code.bytes(0x48, 0x89, 0x4C, 0x24, 0x50); // mov [rsp+50h], rcx: the room that the caller leaves for it
        code.bytes(0x48, 0x89, 0x54, 0x24, 0x58); // mov [rsp+58h], rdx
        code.bytes(0x4C, 0x89, 0x44, 0x24, 0x60); // mov [rsp+60h], r8
        code.bytes(0x48, 0xC7, 0x44, 0x24, 0x28, 0, 0, 0, 0); // mov qword [rsp+28h], 0: no env
        code.bytes(0x48, 0xC7, 0x44, 0x24, 0x30, 0, 0, 0, 0); // mov qword [rsp+30h], 0: no exception
        code.bytes(0x48, 0x8B, 0x0D).data(VM, 0); // mov rcx, [vm]
        code.bytes(0x48, 0x8D, 0x54, 0x24, 0x28); // lea rdx, [rsp+28h]
        code.bytes(0x41, 0xB8).word(VERSION); // mov r8d, version
        callOf(code, GET_ENV);
        code.bytes(0x48, 0x8B, 0x4C, 0x24, 0x28); // mov rcx, [rsp+28h]
        code.bytes(0x48, 0x85, 0xC9); // test rcx, rcx
        int fromUnknown = code.jumpIfEqual();
        callOf(code, EXCEPTION_OCCURRED);
        code.bytes(0x48, 0x89, 0x44, 0x24, 0x30); // mov [rsp+30h], rax
        code.bytes(0x48, 0x85, 0xC0); // test rax, rax
        int withoutException = code.jumpIfEqual();
        code.bytes(0x48, 0x8B, 0x4C, 0x24, 0x28); // mov rcx, [rsp+28h]
        callOf(code, EXCEPTION_CLEAR);
        code.land(fromUnknown);
        code.land(withoutException);
        code.bytes(0x48, 0x8B, 0x4C, 0x24, 0x50); // mov rcx, [rsp+50h]
        code.bytes(0x48, 0x8B, 0x54, 0x24, 0x58); // mov rdx, [rsp+58h]
        code.bytes(0x4C, 0x8B, 0x44, 0x24, 0x60); // mov r8, [rsp+60h]
        code.call(CALLBACK);
        code.bytes(0x48, 0x8B, 0x54, 0x24, 0x30); // mov rdx, [rsp+30h]
        code.bytes(0x48, 0x85, 0xD2); // test rdx, rdx
        int done = code.jumpIfEqual();
        code.bytes(0x48, 0x8B, 0x4C, 0x24, 0x28); // mov rcx, [rsp+28h]
        callOf(code, THROW);
        code.bytes(0x48, 0x8B, 0x4C, 0x24, 0x28); // mov rcx, [rsp+28h]
        code.bytes(0x48, 0x8B, 0x54, 0x24, 0x30); // mov rdx, [rsp+30h]
        callOf(code, DELETE_LOCAL_REF);
        code.land(done);
        code.bytes(0x48, 0x83, 0xC4, 0x48); // add rsp, 48h
        code.bytes(0xC3); // ret
        code.describe(begin, code.position(), prolog);
        return code.bytes();
    }

    /** Calls a function of the table that the first argument begins with. */
    private static void callOf(CodePage code, int function) {
        code.bytes(0x48, 0x8B, 0x01); // mov rax, [rcx]
        code.bytes(0xFF, 0x90).word(function); // call [rax+function]
    }
}
