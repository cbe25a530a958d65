package pipefault.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Reads a file of a user whole, or refuses it with the place of what is wrong. */
final class InputText {

    private InputText() {}

    /**
     * Returns the bytes of a file that is there.
     *
     * @param option what it was named by
     * @param tooLong what to say of a file with more bytes than the limit
     */
    static byte[] bytes(String option, Path file, int limit, String tooLong) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(limit + 1);
            if (content.length > limit) {
                throw Refused.badInput(option + ": " + file + " is larger than " + limit + " bytes, " + tooLong);
            }
            return content;
        } catch (IOException e) {
            throw Refused.badInput(option + ": " + file + " cannot be read: " + e.getMessage());
        }
    }

    /**
     * Returns what bytes say in UTF-8, without the mark that some editors put first.
     *
     * @param source the option and the file, for a message
     * @param needed what kind of text, for example {@code a report}
     */
    static String decode(String source, byte[] content, String needed) {
        CharBuffer text = CharBuffer.allocate(content.length);
        ByteBuffer bytes = ByteBuffer.wrap(content);
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        boolean broken = decoder.decode(bytes, text, true).isError();
        text.flip();
        String read = text.toString();
        if (broken) {
            int line = 1 + (int) read.chars().filter(c -> c == '\n').count();
            throw refused(
                    source,
                    line,
                    read.length() - read.lastIndexOf('\n'),
                    String.format(
                                    Locale.ROOT,
                                    "the byte 0x%02X is no part of a text in UTF-8",
                                    bytes.get(bytes.position()))
                            + "\n  " + needed + " is a text in UTF-8");
        }
        return read.startsWith("\uFEFF") ? read.substring(1) : read;
    }

    /** Makes a message about a place in a text; line 0 stands for the whole. */
    static Refused refused(String source, int line, int column, String what) {
        String place = line == 0 ? "" : ", line " + line + ", column " + column;
        return Refused.badInput(source + place + ": " + what);
    }
}
