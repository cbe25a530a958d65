package pipefault.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import pipefault.conformance.ScriptCase;
import pipefault.conformance.ScriptError;
import pipefault.conformance.ScriptReader;

/** Reads script files that a user has named; refuses each that makes no sense with one message. */
final class ScriptFiles {

    private static final String COMMAND = "conformance";
    private static final int SIZE_MAX = 1 << 20;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private ScriptFiles() {}

    /**
     * Reads the cases of files, in order; no id stands twice, and each case can fail.
     *
     * @param surroundings whether the user sits at another machine than this JVM thinks, and names files otherwise
     */
    static List<ScriptCase> read(List<String> names, Surroundings surroundings) {
        List<ScriptCase> cases = new ArrayList<>();
        Map<String, ScriptCase> byId = new HashMap<>();
        for (String name : names) {
            String shown = surroundings.underWine() ? WineJvm.ownPath(name) : name;
            List<ScriptCase> found = parse(shown, content(FileProblem.path(COMMAND, name)));
            if (found.isEmpty()) {
                throw Refused.badInput(COMMAND + ": " + name
                        + " holds no case; a case begins with a line 'case ID' (docs/conformance-scripts.md)");
            }
            for (ScriptCase script : found) {
                check(script, byId.put(script.id(), script));
            }
            cases.addAll(found);
        }
        return cases;
    }

    private static void check(ScriptCase script, @Nullable ScriptCase other) {
        if (other != null) {
            throw Refused.badInput(COMMAND + ": the id " + script.id() + " stands twice: " + place(other) + ", and "
                    + place(script) + "; give one of them another id");
        }
        if (!script.expectsSomething()) {
            throw Refused.badInput(COMMAND + ": " + place(script) + ": the case " + script.id()
                    + " expects nothing and could never fail; write behind a step what it must answer, for example"
                    + " 'event E => h=ok'");
        }
    }

    private static String place(ScriptCase script) {
        return script.file() + ", line " + script.line();
    }

    private static List<ScriptCase> parse(String name, String text) {
        try {
            return ScriptReader.read(name, text);
        } catch (ScriptError e) {
            throw Refused.badInput(COMMAND + ": " + e.getMessage());
        }
    }

    private static String content(Path file) {
        FileProblem.requireFile(COMMAND, file, "a file with cases");
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(SIZE_MAX + 1);
        } catch (AccessDeniedException e) {
            throw Refused.badInput(COMMAND + ": " + file + " may not be read by this user");
        } catch (IOException e) {
            throw Refused.badInput(COMMAND + ": " + file + " cannot be read: " + e.getMessage());
        }
        if (bytes.length > SIZE_MAX) {
            throw Refused.badInput(COMMAND + ": " + file + " is longer than " + SIZE_MAX
                    + " bytes, which is the most for a script file; divide it into several");
        }
        return text(file, bytes);
    }

    private static String text(Path file, byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = decoder.decode(in, out, true);
        out.flip();
        if (result.isError()) {
            long line = out.chars().filter(character -> character == '\n').count() + 1;
            throw Refused.badInput(COMMAND + ": " + file + ", line " + line + ": the byte "
                    + String.format("0x%02X", bytes[in.position()]) + " at offset " + in.position()
                    + " is no UTF-8; save the file as UTF-8");
        }
        String text = out.toString();
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }
}
