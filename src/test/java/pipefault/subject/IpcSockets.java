package pipefault.subject;

/** What the ends of ipcsocket have in common. */
final class IpcSockets {

    private IpcSockets() {}

    /** Returns the interface that holds the library; not public in all versions. */
    static Class<?> library() {
        return initialised("Win32NamedPipeLibrary", "JNA interface");
    }

    /** Lets it unpack and load its DLL, if it has not yet. */
    static void loadDll() {
        Class<?> unused = initialised("JNIWin32NamedPipeLibraryProvider", "JNI side");
    }

    private static Class<?> initialised(String name, String what) {
        try {
            return Class.forName("org.scalasbt.ipcsocket." + name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("this version of ipcsocket has no " + what, e);
        }
    }
}
