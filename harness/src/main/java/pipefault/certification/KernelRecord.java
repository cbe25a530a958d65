package pipefault.certification;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import pipefault.conformance.CaseResult;
import pipefault.scenario.HarnessError;

/**
 * What a kernel answered to cases; what {@code conformance --json} writes.
 *
 * @param version of this program
 * @param kernel {@code simulated}, {@code native} or {@code wine}
 * @param wine the version of Wine behind the kernel; null for every other kernel
 * @param os the system that the JVM saw
 * @param cases in the order in which they were asked for
 */
public record KernelRecord(
        String version, String kernel, @Nullable String wine, String os, List<CaseResult> cases) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Copies the list. */
    public KernelRecord {
        cases = List.copyOf(cases);
    }

    /** Returns what the kernel32 of Wine answered to the facts when that was last recorded. */
    public static KernelRecord ofWine() {
        return recorded("wine.json")
                .orElseThrow(() -> new HarnessError("the answers of Wine are missing from the build"));
    }

    /** Returns what the kernel32 of Windows answered to the facts; empty as long as nobody has recorded it. */
    public static Optional<KernelRecord> ofWindows() {
        return recorded("windows.json");
    }

    private static Optional<KernelRecord> recorded(String name) {
        try (InputStream in = KernelRecord.class.getResourceAsStream(name)) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(read(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new HarnessError("the recorded answers " + name + " cannot be read", e);
        }
    }

    /** Returns how a reader calls the kernel, for example {@code Wine 8.0}. */
    public String name() {
        return wine != null ? "Wine " + wine : kernel.equals("native") ? "Windows" : "simulated kernel";
    }

    /** Returns the result of a case. */
    public Optional<CaseResult> result(String id) {
        return cases.stream().filter(result -> result.id().equals(id)).findFirst();
    }

    /**
     * Writes it as JSON, with a line feed at its end.
     *
     * @param target stays open
     */
    public void write(Writer target) throws IOException {
        ObjectNode json = JSON.createObjectNode();
        json.put("version", version);
        json.put("kernel", kernel);
        json.put("wine", wine);
        json.put("os", os);
        ArrayNode array = json.putArray("cases");
        cases.forEach(result -> array.add(CaseJson.write(result)));
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(
                        Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                .withArrayIndenter(lines)
                .withObjectIndenter(lines);
        try (JsonGenerator generator = JSON.createGenerator(target)
                .setPrettyPrinter(printer)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            JSON.writeTree(generator, json);
            generator.writeRaw('\n');
        }
    }

    /**
     * Reads what {@link #write} has written.
     *
     * @throws IOException if it is no JSON
     */
    public static KernelRecord read(String text) throws IOException {
        JsonNode json = JSON.readTree(text);
        List<CaseResult> cases = new ArrayList<>();
        json.path("cases").forEach(each -> cases.add(CaseJson.read(each)));
        return new KernelRecord(
                json.path("version").asText(),
                json.path("kernel").asText(),
                json.path("wine").isTextual() ? json.path("wine").asText() : null,
                json.path("os").asText(),
                cases);
    }
}
