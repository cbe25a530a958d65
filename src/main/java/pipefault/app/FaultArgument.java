package pipefault.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import pipefault.fault.FaultPlan;
import pipefault.fault.FaultPlanError;

/** Reads what stands behind {@code --fault}: a plan, or a file with one. */
final class FaultArgument {

    private static final String OPTION = "--fault";

    /** What an editor on Windows puts at the beginning of a file. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private FaultArgument() {}

    static FaultPlan read(String argument) {
        if (!argument.startsWith("@")) {
            return parse(OPTION, argument);
        }
        Path file = FileProblem.path(OPTION, argument.substring(1));
        return parse(OPTION + ": in " + file, content(file));
    }

    private static FaultPlan parse(String where, String text) {
        FaultPlan plan;
        try {
            plan = FaultPlan.parse(text);
        } catch (FaultPlanError e) {
            throw Refused.badInput(where + ": " + e.getMessage());
        }
        if (plan.isEmpty()) {
            throw Refused.badInput(
                    where + ": the plan holds no fault; leave " + OPTION + " out to run the scenarios' own");
        }
        return plan;
    }

    private static String content(Path file) {
        FileProblem.requireFile(OPTION, file, "a file with a plan");
        try (InputStream in = Files.newInputStream(file)) {
            // Longer texts are refused anyway; one character has at most four bytes.
            byte[] bytes = in.readNBytes(4 * (FaultPlan.TEXT_MAX + 1));
            String text = new String(bytes, StandardCharsets.UTF_8);
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (IOException e) {
            throw Refused.badInput(OPTION + ": " + file + " cannot be read: " + e.getMessage());
        }
    }
}
