package pipefault.jna.foreign;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * What a loaded module for x64 imports by name, as its headers say (the PE32+ format of Microsoft's specification).
 *
 * <p>Imports that are loaded at their first use are in another table, and not here; nor are those by number.
 */
final class ImportTable {

    private static final int HEADERS = 0x1000;
    private static final int DOS_MAGIC = 0x5A4D;
    private static final int PE_MAGIC = 0x4550;
    private static final int MACHINE_X64 = 0x8664;
    private static final int PE32_PLUS = 0x20B;

    // Offsets from the PE magic: the COFF header, then the optional one.
    private static final int MACHINE = 4;
    private static final int OPTIONAL = 24;
    private static final int SIZE_OF_IMAGE = OPTIONAL + 56;
    private static final int DIRECTORIES = OPTIONAL + 108;
    private static final int IMPORT_DIRECTORY = OPTIONAL + 120;

    private static final int DESCRIPTOR = 20;

    /**
     * An import.
     *
     * @param library from which, as the module spells it
     * @param name what
     * @param slot where its address is, from the beginning of the module
     */
    record Import(String library, String name, int slot) {

        /** Tells whether this is a function of kernel32. */
        boolean isKernel32() {
            return Kernel32.isImportedFrom(library);
        }
    }

    private final String module;
    private final ByteBuffer image;
    private final int headers;

    private ImportTable(String module, ByteBuffer image) {
        this.module = module;
        this.image = image.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        require(u16(0) == DOS_MAGIC, "it does not begin with MZ");
        headers = i32(0x3C);
        require(headers > 0 && headers + IMPORT_DIRECTORY < HEADERS && i32(headers) == PE_MAGIC, "it has no PE header");
        int machine = u16(headers + MACHINE);
        require(
                machine == MACHINE_X64,
                "its machine is " + Integer.toHexString(machine) + ", only x64 (8664) is supported");
        require(u16(headers + OPTIONAL) == PE32_PLUS, "its optional header is not of PE32+");
    }

    /**
     * Returns how many bytes of memory a module takes.
     *
     * @param headers its first page
     * @throws IllegalArgumentException if it is no module for x64
     */
    static int sizeOf(String module, ByteBuffer headers) {
        ImportTable table = new ImportTable(module, headers);
        return table.i32(table.headers + SIZE_OF_IMAGE);
    }

    /**
     * Lists all imports by name.
     *
     * @param image the module as it lies in memory
     * @throws IllegalArgumentException if it is no module for x64, or its table leads out of it
     */
    static List<Import> of(String module, ByteBuffer image) {
        return new ImportTable(module, image).imports();
    }

    private List<Import> imports() {
        List<Import> all = new ArrayList<>();
        int directory = i32(headers + DIRECTORIES) > 1 ? i32(headers + IMPORT_DIRECTORY) : 0;
        if (directory == 0) {
            return all;
        }
        for (int at = directory; i32(at + 12) != 0; at += DESCRIPTOR) {
            int names = i32(at);
            if (names != 0) { // else the names were overwritten by the addresses when the module was loaded
                slots(text(i32(at + 12)), names, i32(at + 16), all);
            }
        }
        return all;
    }

    private void slots(String library, int names, int slots, List<Import> all) {
        for (int at = 0; i64(names + at) != 0; at += Long.BYTES) {
            long entry = i64(names + at);
            if (entry > 0) { // else the highest bit says that this is a number
                all.add(new Import(library, text((int) entry + 2), slots + at));
            }
        }
    }

    private String text(int at) {
        StringBuilder text = new StringBuilder();
        for (int i = inside(at, 1); image.get(i) != 0; i = inside(i + 1, 1)) {
            text.append((char) image.get(i));
        }
        return text.toString();
    }

    private int u16(int at) {
        return Short.toUnsignedInt(image.getShort(inside(at, Short.BYTES)));
    }

    private int i32(int at) {
        return image.getInt(inside(at, Integer.BYTES));
    }

    private long i64(int at) {
        return image.getLong(inside(at, Long.BYTES));
    }

    private int inside(int at, int bytes) {
        require(
                at >= 0 && at <= image.limit() - bytes,
                "something in it leads out of it, to " + Integer.toHexString(at));
        return at;
    }

    private void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(module + " is no module whose imports can be patched: " + otherwise);
        }
    }
}
