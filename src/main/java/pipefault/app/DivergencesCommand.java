package pipefault.app;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import pipefault.certification.KernelRecord;
import pipefault.certification.KernelRecordReader;
import pipefault.certification.RecordComparison;
import pipefault.certification.UnreadableRecord;
import pipefault.conformance.Facts;
import pipefault.scenario.HarnessError;

/** Says in what the recorded kernels differ from the facts, and takes the record of another machine in. */
@Command(
        name = "divergences",
        description =
                "Say in what the kernels that were recorded differ from what is known about Windows; docs/divergences.md has"
                        + " all of it. With --import, hold the record of another machine against that. Exit code 0 only if"
                        + " nothing in it is new.",
        footer = {
            "",
            "Examples:",
            "  ./pipefault divergences",
            "  ./pipefault divergences --import conformance.json --out windows.json"
        })
final class DivergencesCommand extends Subcommand {

    private static final String IMPORT = "--import";

    /** A record of all facts has some twenty kilobytes. */
    private static final int LENGTH_MAX = 1 << 20;

    @Option(
            names = IMPORT,
            paramLabel = "FILE",
            description =
                    "a file that 'conformance --json' has written, for example the conformance.json of the Windows runner;"
                            + " show what differs from what is recorded of that kernel, or where nothing is, from the facts.")
    private @Nullable String source;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "with --import: write the new record of that kernel to a new file; what the imported one says"
                    + " nothing about is taken from the old.")
    private @Nullable String out;

    DivergencesCommand(Workbench bench) {
        super(bench);
    }

    @Override
    public Integer call() {
        String name = source;
        if (name == null) {
            if (out != null) {
                throw Refused.badInput(
                        "--out goes with --import only; what is recorded already is a file of the project");
            }
            bench.terminal().print(DivergencesText.recorded(bench.surroundings().program()));
            return ExitCode.OK;
        }
        return takeIn(name);
    }

    private int takeIn(String name) {
        KernelRecord fresh = read(name);
        KernelRecord recorded = fresh.wine() != null
                ? KernelRecord.ofWine()
                : KernelRecord.ofWindows().orElse(null);
        RecordComparison comparison = new RecordComparison(recorded, fresh, Facts.all());
        Path target = out == null ? null : FileProblem.path("--out", out);
        KernelRecord merged = target == null ? null : merged(comparison, name);
        bench.terminal().print(DivergencesText.compared(comparison, name));
        if (target != null && merged != null) {
            ReportFiles.create("--out", target, text(merged));
            bench.terminal()
                    .print("written: " + target
                            + "; it belongs to harness/src/main/resources/pipefault/certification, as "
                            + (merged.wine() != null ? "wine.json" : "windows.json") + "\n");
        }
        return comparison.changes().isEmpty() ? ExitCode.OK : ExitCode.FINDING;
    }

    private static KernelRecord read(String name) {
        Path file = FileProblem.path(IMPORT, name);
        FileProblem.requireFile(IMPORT, file, "a file of 'conformance --json'");
        byte[] content = InputText.bytes(IMPORT, file, LENGTH_MAX, "which 'conformance --json' never writes");
        String lead = IMPORT + ": " + name;
        try {
            KernelRecord record = KernelRecordReader.read(InputText.decode(lead, content, "a record"), Facts.all());
            if (record.kernel().equals("simulated")) {
                throw Refused.badInput(
                        lead + " is a record of the simulated kernel, which every build holds against the"
                                + " facts\n  a record of native or wine is needed");
            }
            return record;
        } catch (UnreadableRecord e) {
            throw InputText.refused(lead, e.line(), e.column(), String.valueOf(e.getMessage()));
        }
    }

    private static KernelRecord merged(RecordComparison comparison, String name) {
        return comparison
                .merged()
                .orElseThrow(() -> Refused.badInput("--out: " + name + " answers "
                        + comparison.fresh().cases().size() + " of "
                        + comparison.facts().size()
                        + " facts only, and the rest would come from another kernel"
                        + DivergencesText.names(comparison)
                        + "\n  a record of all facts is needed: conformance --json FILE without --case"));
    }

    private static String text(KernelRecord record) {
        StringWriter text = new StringWriter();
        try {
            record.write(text);
        } catch (IOException e) {
            throw new HarnessError("a text in memory cannot fail to be written", e);
        }
        return text.toString();
    }
}
