package pipefault.jna.foreign;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;

/** Memory with machine code in its first page and data behind; never freed. For a Windows JVM on x64. */
final class StubMemory {

    private StubMemory() {}

    /** Returns the memory of a stub that asks at an address. */
    static Pointer ofStub(int number, long original, long callback) {
        Pointer memory = allocate(StubCode.SIZE);
        memory.setLong(StubCode.ORIGINAL, original);
        memory.setLong(StubCode.CALLBACK, callback);
        memory.setLong(StubCode.GET_LAST_ERROR, StubCallback.addressOf("GetLastError"));
        memory.setLong(StubCode.SET_LAST_ERROR, StubCallback.addressOf("SetLastError"));
        return withCode(memory, StubCode.page(number));
    }

    /** Returns the memory of a guard before a callback. */
    static Pointer ofGuard(long callback) {
        Pointer memory = allocate(GuardCode.SIZE);
        memory.setLong(GuardCode.VM, virtualMachine());
        memory.setLong(GuardCode.CALLBACK, callback);
        return withCode(memory, GuardCode.page());
    }

    private static long virtualMachine() {
        Function created = NativeLibrary.getInstance("jvm").getFunction("JNI_GetCreatedJavaVMs");
        try (Memory machine = new Memory(Long.BYTES);
                Memory count = new Memory(Integer.BYTES)) {
            count.setInt(0, 0);
            int result = created.invokeInt(new Object[] {machine, 1, count});
            LoaderApi.require(result == 0 && count.getInt(0) == 1, "JNI_GetCreatedJavaVMs");
            return machine.getLong(0);
        }
    }

    private static Pointer allocate(int bytes) {
        long address = LoaderApi.VirtualAlloc(0, bytes, LoaderApi.MEM_COMMIT_RESERVE, LoaderApi.PAGE_READWRITE);
        LoaderApi.require(address != 0, "VirtualAlloc");
        return new Pointer(address);
    }

    private static Pointer withCode(Pointer memory, byte[] code) {
        memory.write(0, code, 0, code.length);
        long address = Pointer.nativeValue(memory);
        try (Memory before = new Memory(Integer.BYTES)) {
            LoaderApi.require(
                    LoaderApi.VirtualProtect(address, code.length, LoaderApi.PAGE_EXECUTE_READ, before) != 0,
                    "VirtualProtect");
        }
        int unused = LoaderApi.FlushInstructionCache(LoaderApi.GetCurrentProcess(), address, code.length);
        LoaderApi.require(
                LoaderApi.RtlAddFunctionTable(address + CodePage.RUNTIME_FUNCTION, 1, address) != 0,
                "RtlAddFunctionTable");
        return memory;
    }
}
