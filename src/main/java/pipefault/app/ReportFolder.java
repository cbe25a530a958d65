package pipefault.app;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import pipefault.report.ForeignFile;
import pipefault.report.Prose;
import pipefault.report.ReportDirectory;
import pipefault.report.ReportedRun;

/** The folder that {@code --report} names; what is wrong with it is said in the words of the command line. */
final class ReportFolder {

    private static final String OPTION = "--report";

    private final ReportDirectory directory;

    private ReportFolder(ReportDirectory directory) {
        this.directory = directory;
    }

    /** Writes what belongs into the report. */
    @FunctionalInterface
    interface Ending {
        void writeTo(ReportDirectory directory) throws IOException;
    }

    /** Makes it ready, and tells what it replaces; null if none is named. */
    static @Nullable ReportFolder prepare(@Nullable String name, Terminal terminal) {
        if (name == null) {
            return null;
        }
        Path folder = FileProblem.folder(OPTION, name);
        try {
            ReportDirectory directory = ReportDirectory.prepare(folder, Workbench.version());
            if (directory.replaced() > 0) {
                terminal.complain(OPTION + ": replaces the report in " + folder + ", "
                        + Prose.counted(directory.replaced(), "file"));
            }
            return new ReportFolder(directory);
        } catch (ForeignFile foreign) {
            throw Refused.badInput(OPTION + ": " + foreign.getMessage()
                    + "\n  a folder that is new, empty or holds an earlier report is needed");
        } catch (IOException e) {
            throw Refused.badInput(OPTION + ": " + FileProblem.of(folder, e));
        }
    }

    void add(ReportedRun run) {
        FileProblem.write(OPTION, directory.folder(), () -> directory.add(run));
    }

    void finish(Ending ending) {
        FileProblem.write(OPTION, directory.folder(), () -> ending.writeTo(directory));
    }
}
