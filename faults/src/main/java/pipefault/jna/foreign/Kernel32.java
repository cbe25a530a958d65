package pipefault.jna.foreign;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The libraries whose functions are fail points. */
final class Kernel32 {

    private static final String EXTENSION = ".dll";
    private static final Set<String> FILES = Set.of("kernel32.dll", "kernelbase.dll");

    private Kernel32() {}

    /**
     * Refuses a library that has no fail points.
     *
     * @param library its name or path, as JNA has it
     * @param who is mapped to it, for the message
     * @throws IllegalArgumentException if it is not kernel32
     */
    static void require(@Nullable String library, String who) {
        String path = library == null ? "" : library.toLowerCase(Locale.ROOT);
        String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        if (!FILES.contains(name) && !FILES.contains(name + EXTENSION)) {
            throw new IllegalArgumentException(who + " is mapped to " + (library == null ? "the process" : library)
                    + "; fail points are functions of kernel32 only");
        }
    }

    /** Tells whether a module imports from it, by the name of its file or by one of the sets that Windows resolves to it. */
    static boolean isImportedFrom(String library) {
        String file = library.toLowerCase(Locale.ROOT);
        return FILES.contains(file) || file.startsWith("api-ms-win-core-");
    }
}
