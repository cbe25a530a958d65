package pipefault.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import pipefault.scenario.HarnessError;
import pipefault.triage.DefectReport;
import pipefault.triage.DefectReportError;
import pipefault.triage.DefectReportReader;
import pipefault.triage.Repertoire;
import pipefault.triage.ReportSkeleton;

/** The files that hold defect reports: reads one, or writes one to fill in. */
final class ReportFiles {

    /** The name of the report that comes with this program. */
    static final String BUNDLED = "qwindowspipewriter";

    /** The name of a new report where the user gives none. */
    static final String NEW = "defect-report.yaml";

    private static final int LENGTH_MAX = 1 << 20;

    private ReportFiles() {}

    /**
     * Reads a report.
     *
     * @param source the name of a file, or {@link #BUNDLED}
     * @throws Refused if there is none, with the place in it
     */
    static DefectReport read(String source, Repertoire repertoire) {
        byte[] content = source.equals(BUNDLED) ? bundled() : file(source);
        try {
            return DefectReportReader.read(InputText.decode("triage: " + source, content, "a report"), repertoire);
        } catch (DefectReportError e) {
            throw InputText.refused("triage: " + source, e.line(), e.column(), String.valueOf(e.getMessage()));
        }
    }

    private static byte[] bundled() {
        try (@Nullable
                InputStream in = ReportFiles.class.getResourceAsStream("/pipefault/report/" + BUNDLED + ".yaml")) {
            if (in == null) {
                throw new HarnessError("the report " + BUNDLED + " is missing in this program");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new HarnessError("the report " + BUNDLED + " cannot be read", e);
        }
    }

    private static byte[] file(String source) {
        Path file = FileProblem.path("triage", source);
        if (!Files.exists(file)) {
            throw Refused.badInput("triage: there is no file " + file + " (looked in "
                    + file.toAbsolutePath().getParent() + "), and the only report that comes with this program is "
                    + BUNDLED);
        }
        FileProblem.requireFile("triage", file, "a defect report");
        return InputText.bytes(
                "triage",
                file,
                LENGTH_MAX,
                "and a report is a page or two\n  a report that is divided can be answered in parts");
    }

    /**
     * Writes a report to fill in.
     *
     * @throws Refused if there is a file already, or none can be written
     */
    static void writeSkeleton(String name) {
        Path file = FileProblem.path("triage --new", name);
        create("triage --new", file, ReportSkeleton.TEXT);
    }

    /**
     * Writes a file that is not there yet.
     *
     * @throws Refused if it is, or cannot be written
     */
    static void create(String option, Path file, String content) {
        if (Files.exists(file)) {
            throw there(option, file);
        }
        FileProblem.write(option, file, () -> {
            try {
                Files.writeString(file, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            } catch (FileAlreadyExistsException e) {
                throw there(option, file);
            }
        });
    }

    static Refused there(String option, Path file) {
        return Refused.badInput(
                option + ": " + file + " is there, and nothing is written over\n  the name of a new file is needed");
    }
}
