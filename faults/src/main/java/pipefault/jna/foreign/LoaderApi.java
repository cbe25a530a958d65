package pipefault.jna.foreign;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.WString;

/** The functions of kernel32 that deal with modules and with memory for code, and those that a rehearsal takes. */
@SuppressWarnings("MemberName") // the names are those of Windows
final class LoaderApi {

    static {
        Native.register(LoaderApi.class, NativeLibrary.getInstance("kernel32"));
    }

    static final int PAGE_READWRITE = 0x04;
    static final int PAGE_EXECUTE_READ = 0x20;
    static final int PAGE_EXECUTE_READWRITE = 0x40;
    static final int MEM_COMMIT_RESERVE = 0x3000;

    private LoaderApi() {}

    static native int GetModuleHandleExW(int flags, WString name, Pointer module);

    static native int FreeLibrary(long module);

    static native int K32EnumProcessModules(long process, Pointer modules, int bytes, Pointer needed);

    static native int K32GetModuleBaseNameW(long process, long module, Pointer name, int characters);

    static native long GetCurrentProcess();

    static native long VirtualAlloc(long address, long bytes, int type, int protection);

    static native int VirtualProtect(long address, long bytes, int protection, Pointer before);

    static native int FlushInstructionCache(long process, long address, long bytes);

    static native byte RtlAddFunctionTable(long functions, int count, long base);

    static native long CreateThread(long attributes, long stackBytes, long start, long argument, int flags, long id);

    static native void GetCurrentThreadStackLimits(long[] low, long[] high);

    static native int WaitForSingleObject(long object, int milliseconds);

    /** Turns the answer of a call that must not fail into an exception. */
    static void require(boolean ok, String call) {
        if (!ok) {
            throw new IllegalStateException(call + " failed with " + Native.getLastError());
        }
    }
}
