package pipefault.subject;

/** What both ends of ipcsocket have in common. */
final class IpcSockets {

    private IpcSockets() {}

    /** Returns the interface that holds the library; not public in all versions. */
    static Class<?> library() {
        try {
            return Class.forName("org.scalasbt.ipcsocket.Win32NamedPipeLibrary");
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("this version of ipcsocket has no JNA interface", e);
        }
    }
}
