package pipefault.jna;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.util.Optional;

/** The functions of ntdll.dll that only an inspection needs; mapped as {@link Kernel32} is. */
@SuppressWarnings("MemberName") // the names are those of Windows
final class Ntdll {

    static {
        Native.register(Ntdll.class, NativeLibrary.getInstance("ntdll"));
    }

    private Ntdll() {}

    static native int NtQueryEvent(long event, int informationClass, Pointer information, int length, long returned);

    static native int RtlNtStatusToDosError(int status);

    /** Returns the version of Wine, empty on Windows. */
    static Optional<String> wineVersion() {
        try {
            return Optional.of(NativeLibrary.getInstance("ntdll")
                    .getFunction("wine_get_version")
                    .invokeString(new Object[0], false));
        } catch (UnsatisfiedLinkError e) {
            return Optional.empty();
        }
    }
}
