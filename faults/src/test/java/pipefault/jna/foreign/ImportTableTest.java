package pipefault.jna.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import pipefault.jna.foreign.ImportTable.Import;

/** The import table of a tiny module, made by hand. */
class ImportTableTest {

    private static final int PE = 0x80;
    private static final int DIRECTORY = 0x200;
    private static final int SIZE = 0x1000;

    private final ByteBuffer image = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);

    ImportTableTest() {
        image.putShort(0, (short) 0x5A4D).putInt(0x3C, PE);
        image.putInt(PE, 0x4550).putShort(PE + 4, (short) 0x8664);
        image.putShort(PE + 24, (short) 0x20B);
        image.putInt(PE + 24 + 56, 0x5000).putInt(PE + 24 + 108, 16).putInt(PE + 24 + 120, DIRECTORY);
        library(0, "KERNEL32.dll", 0x300, 0x400);
        name(0x300, 0x500, "ReadFile");
        image.putLong(0x308, 0x8000000000000017L);
        name(0x310, 0x520, "CreateEventW");
        library(1, "api-ms-win-core-file-l1-1-0.dll", 0x340, 0x440);
        name(0x340, 0x540, "WriteFile");
        library(2, "WS2_32.dll", 0x360, 0x460);
        name(0x360, 0x560, "WSASend");
    }

    private void library(int number, String name, int names, int slots) {
        int descriptor = DIRECTORY + 20 * number;
        int text = 0x600 + 0x40 * number;
        image.putInt(descriptor, names).putInt(descriptor + 12, text).putInt(descriptor + 16, slots);
        text(text, name);
    }

    private void name(int entry, int at, String name) {
        image.putLong(entry, at);
        text(at + 2, name);
    }

    private void text(int at, String text) {
        image.put(at, text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void imports_by_name_come_with_their_slots() {
        assertThat(ImportTable.of("tiny.dll", image))
                .containsExactly(
                        new Import("KERNEL32.dll", "ReadFile", 0x400),
                        new Import("KERNEL32.dll", "CreateEventW", 0x410),
                        new Import("api-ms-win-core-file-l1-1-0.dll", "WriteFile", 0x440),
                        new Import("WS2_32.dll", "WSASend", 0x460));
    }

    @Test
    void kernel32_has_several_names() {
        assertThat(ImportTable.of("tiny.dll", image))
                .filteredOn(Import::isKernel32)
                .extracting(Import::name)
                .containsExactly("ReadFile", "CreateEventW", "WriteFile");
    }

    @Test
    void the_size_is_that_in_memory() {
        assertThat(ImportTable.sizeOf("tiny.dll", image)).isEqualTo(0x5000);
    }

    @Test
    void a_module_may_import_nothing() {
        image.putInt(PE + 24 + 120, 0);

        assertThat(ImportTable.of("tiny.dll", image)).isEmpty();
    }

    @Test
    void names_that_were_overwritten_are_not_guessed() {
        image.putInt(DIRECTORY, 0);

        assertThat(ImportTable.of("tiny.dll", image)).extracting(Import::name).containsExactly("WriteFile", "WSASend");
    }

    @Test
    void another_machine_is_refused() {
        image.putShort(PE + 4, (short) 0xAA64);

        assertThatThrownBy(() -> ImportTable.of("tiny.dll", image))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "tiny.dll is no module whose imports can be patched: its machine is aa64, only x64 (8664) is"
                                + " supported");
    }

    @Test
    void what_is_no_module_is_refused() {
        image.putShort(0, (short) 0);

        assertThatThrownBy(() -> ImportTable.of("tiny.dll", image)).hasMessageEndingWith("it does not begin with MZ");
    }

    @Test
    void a_table_that_leads_out_of_the_module_is_refused() {
        image.putInt(DIRECTORY, SIZE - 4);

        assertThatThrownBy(() -> ImportTable.of("tiny.dll", image))
                .hasMessageEndingWith("something in it leads out of it, to ffc");
    }
}
