package pipefault.jna.foreign;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import pipefault.fault.Spelling;

/** A module of this process, which stays loaded until this is closed. */
final class LoadedModule implements AutoCloseable {

    private static final int NAME_CHARS = 260;
    private static final int MODULES_BYTES = 8 * 1024;

    private final long handle;
    private final String name;

    private LoadedModule(long handle) {
        this.handle = handle;
        name = nameOf(handle);
    }

    /**
     * Finds a module by its name.
     *
     * @param name with or without its directory; without an extension, {@code .dll} is meant. A {@code *} stands for any
     *     characters of a file name: whoever unpacks a module from a jar makes its name up
     * @throws IllegalArgumentException if no such module is loaded, or more than one
     */
    static LoadedModule named(String name) {
        return exactly(name.contains("*") ? onlyOneLike(name) : name);
    }

    private static String onlyOneLike(String pattern) {
        Pattern like = Pattern.compile(
                Arrays.stream(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
                Pattern.CASE_INSENSITIVE);
        List<String> found =
                names().stream().filter(each -> like.matcher(each).matches()).toList();
        if (found.size() != 1) {
            throw new IllegalArgumentException((found.isEmpty() ? "no module " : "more than one module ")
                    + pattern
                    + " is loaded in this process"
                    + (found.isEmpty() ? "" : ": " + String.join(", ", found)));
        }
        return found.get(0);
    }

    private static LoadedModule exactly(String name) {
        try (Memory handle = new Memory(Long.BYTES)) {
            if (LoaderApi.GetModuleHandleExW(0, new WString(name), handle) == 0) {
                throw new IllegalArgumentException("no module " + name + " is loaded in this process"
                        + Spelling.nearest(name, names())
                                .map(near -> "; did you mean " + near + "?")
                                .orElse(""));
            }
            return new LoadedModule(handle.getLong(0));
        }
    }

    private static List<String> names() {
        List<String> all = new ArrayList<>();
        try (Memory modules = new Memory(MODULES_BYTES);
                Memory needed = new Memory(Integer.BYTES)) {
            if (LoaderApi.K32EnumProcessModules(LoaderApi.GetCurrentProcess(), modules, MODULES_BYTES, needed) != 0) {
                for (int at = 0; at < Math.min(MODULES_BYTES, needed.getInt(0)); at += Long.BYTES) {
                    all.add(nameOf(modules.getLong(at)));
                }
            }
        }
        return all;
    }

    private static String nameOf(long handle) {
        try (Memory text = new Memory(2L * NAME_CHARS)) {
            text.clear();
            int unused = LoaderApi.K32GetModuleBaseNameW(LoaderApi.GetCurrentProcess(), handle, text, NAME_CHARS - 1);
            return text.getWideString(0).toLowerCase(Locale.ROOT);
        }
    }

    /** Returns the name of its file, without directory, in lower case. */
    String name() {
        return name;
    }

    /** Returns the address of its first byte. */
    long address() {
        return handle;
    }

    /** Returns what it imports by name. */
    List<ImportTable.Import> imports() {
        Pointer base = new Pointer(handle);
        ByteBuffer headers = base.getByteBuffer(0, StubCode.PAGE);
        return ImportTable.of(name, base.getByteBuffer(0, ImportTable.sizeOf(name, headers)));
    }

    @Override
    public void close() {
        int unused = LoaderApi.FreeLibrary(handle);
    }
}
