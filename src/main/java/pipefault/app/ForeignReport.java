package pipefault.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import pipefault.foreign.ForeignRequest;
import pipefault.foreign.ForeignResult;
import pipefault.report.Conditions;
import pipefault.report.JsonReport;
import pipefault.report.PageOverview;
import pipefault.report.Prose;
import pipefault.report.ReportDirectory;
import pipefault.report.ReportedRun;

/** One conversation of foreign code as a report of the kind that every run has. */
final class ForeignReport {

    private ForeignReport() {}

    /**
     * Writes it into a folder.
     *
     * @param name of the subject, with its version
     * @param command that shows the same again
     * @throws IOException if something cannot be written
     */
    static void write(
            Path folder,
            String name,
            String command,
            Conditions conditions,
            ForeignRequest request,
            ForeignResult result)
            throws IOException {
        ReportDirectory directory = ReportDirectory.prepare(folder, conditions.version());
        ReportedRun run = ReportedRun.of(result.asRun(name, request.script()), null, 1, null, command);
        directory.add(run);
        String outcome = result.verdict().name();
        directory.finish(
                name + ", " + request.script() + ": " + outcome + "\n",
                new PageOverview(
                        name + ", " + request.script(),
                        outcome,
                        result.verdict().isGood(),
                        result.findings().isEmpty()
                                ? "Nothing was found."
                                : Prose.counted(result.findings().size(), "finding") + ", the worst first.",
                        List.of()),
                conditions,
                target -> JsonReport.write(conditions, List.of(run), target));
    }
}
