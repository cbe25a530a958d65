package pipefault.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import pipefault.certification.KernelRecord;
import pipefault.conformance.CaseResult;
import pipefault.conformance.CaseResult.Outcome;
import pipefault.conformance.Fact;
import pipefault.conformance.Facts;
import pipefault.conformance.ScriptCase;
import pipefault.jna.WindowsKernel;
import pipefault.report.TextFile;
import pipefault.scenario.HarnessError;

/** Holds a kernel against facts about Windows. */
@Command(
        name = "conformance",
        description = "Hold a kernel against facts about Windows, written as scripts (docs/conformance-scripts.md)."
                + " Exit code 0 only if every case is ok.",
        footer = {
            "",
            "Examples:",
            "  ./pipefault conformance --case CX01,CX05",
            "  ./pipefault conformance my-facts.txt --kernel wine"
        })
final class ConformanceCommand extends Subcommand {

    @Mixin
    private final RunOptions options = new RunOptions();

    @Mixin
    private final BuildServerOptions forServers = new BuildServerOptions();

    @Parameters(
            paramLabel = "FILE",
            arity = "0..*",
            description = "files with cases. Default: the facts that come with this program.")
    private final List<String> files = new ArrayList<>();

    @Option(
            names = "--case",
            paramLabel = "ID",
            arity = "1..*",
            split = ",",
            description = "only these cases, for example CX01. Default: all.")
    private final List<String> ids = new ArrayList<>();

    @Option(names = "--json", paramLabel = "FILE", description = "write every result to a file, for machines.")
    private @Nullable String json;

    @Option(
            names = "--random",
            paramLabel = "N",
            description =
                    "instead of cases, that many random call sequences: whatever the kernel answers, the simulated"
                            + " one has to be able to answer too. --seed is the seed of the first.")
    private @Nullable String random;

    @Option(
            names = "--record",
            paramLabel = "FILE",
            description = "with --random: write what the kernel answered, a line for each sequence.")
    private @Nullable String record;

    ConformanceCommand(Workbench bench) {
        super(bench);
    }

    @Override
    public Integer call() {
        KernelName kernel = options.kernel(bench.surroundings());
        long seed = options.seed();
        forServers.check(options.verbose());
        sortOut();
        if (random != null) {
            return compare(random, kernel, seed);
        }
        if (record != null) {
            throw Refused.badInput("--record goes with --random only; --json writes the results of cases");
        }
        List<ScriptCase> cases = chosen(files.isEmpty() ? facts() : ScriptFiles.read(files, bench.surroundings()));
        bench.kernels().require(kernel);
        if (kernel == KernelName.WINE) {
            return bench.kernels().runUnderWine(again(seed));
        }
        return run(cases, kernel, seed);
    }

    private int compare(String text, KernelName kernel, long seed) {
        if (!files.isEmpty() || !ids.isEmpty() || json != null || forServers.hasFile()) {
            throw Refused.badInput(
                    "--random makes its own cases and takes no files, no --case, no --json and no --junit");
        }
        int count;
        try {
            count = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            count = 0;
        }
        if (count < 1) {
            throw Refused.badInput("--random: a number of sequences from 1 on, but was '" + text + "'");
        }
        Path file = record == null ? null : FileProblem.writable("--record", record, ForeignFiles.RECORD);
        bench.kernels().require(kernel);
        return new RandomComparison(bench, kernel, options.verbose(), file).run(seed, count);
    }

    private static List<ScriptCase> facts() {
        return Facts.all().stream().map(Fact::script).toList();
    }

    /** An option that takes several ids takes what follows them too; no id looks like the name of a file that is there. */
    private void sortOut() {
        List<String> misplaced = ids.stream()
                .filter(word -> !word.isEmpty() && (!word.matches("[\\w-]*") || Files.exists(Path.of(word))))
                .toList();
        ids.removeAll(misplaced);
        files.addAll(misplaced);
    }

    private List<ScriptCase> chosen(List<ScriptCase> cases) {
        if (ids.isEmpty()) {
            return cases;
        }
        List<String> known = cases.stream().map(ScriptCase::id).toList();
        Set<ScriptCase> chosen = new LinkedHashSet<>();
        for (String id : ids) {
            chosen.add(cases.stream()
                    .filter(script -> script.id().equalsIgnoreCase(id))
                    .findFirst()
                    .orElseThrow(() -> Refused.unknown("--case", "case", id, known)));
        }
        return List.copyOf(chosen);
    }

    private int run(List<ScriptCase> cases, KernelName kernel, long seed) {
        Path jsonFile = json == null ? null : FileProblem.writable("--json", json, ForeignFiles.JSON);
        BuildServer server = forServers.begin(bench, "conformance");
        KernelName actual = bench.kernels().actual(kernel);
        String wine = actual == KernelName.WINE ? WindowsKernel.wineVersion().orElse("of an unknown version") : null;
        String words = actual + " kernel" + (wine == null ? "" : " (Wine " + wine + ")");
        ConformanceSummary summary = new ConformanceSummary(cases.size(), words, tiers());
        Interruption interruption = Interruption.watch(() -> interrupted(summary));
        try {
            new CaseSuite(bench, kernel, seed).play(cases, result -> {
                summary.add(result);
                server.add(result);
                tell(result);
            });
        } finally {
            interruption.end();
        }
        print(summary);
        if (jsonFile != null) {
            KernelRecord record = new KernelRecord(
                    Workbench.version(),
                    actual.toString(),
                    wine,
                    bench.surroundings().os(),
                    summary.results());
            try {
                TextFile.write(jsonFile, record::write);
            } catch (IOException e) {
                throw new HarnessError("the results could not be written: " + e, e);
            }
        }
        server.finish(summary::text);
        return summary.exitCode();
    }

    private void print(ConformanceSummary summary) {
        bench.terminal().print(forServers.quiet() ? summary.closingLine() : summary.text());
    }

    private Map<String, Integer> tiers() {
        return files.isEmpty() ? Facts.all().stream().collect(Collectors.toMap(Fact::id, Fact::tier)) : Map.of();
    }

    private void interrupted(ConformanceSummary summary) {
        print(summary);
        bench.terminal().complain("interrupted; no file was written");
    }

    private void tell(CaseResult result) {
        if (options.verbose()) {
            bench.terminal().print(ConformanceSummary.lines(result));
        } else if (result.outcome() != Outcome.OK) {
            bench.terminal().println(ConformanceSummary.line(result));
        }
    }

    /** Returns the command line for the native kernel of another process, with what it names made independent of this one. */
    private List<String> again(long seed) {
        List<String> arguments = new ArrayList<>(List.of("conformance"));
        for (String name : files) {
            Path file = FileProblem.path("conformance", name);
            if (!Files.isRegularFile(file)) {
                throw Refused.badInput("conformance: " + file + " is no regular file, and the Windows JVM needs one");
            }
            arguments.add(WineJvm.windowsPath(file));
        }
        arguments.addAll(List.of("--kernel", "native", "--seed=" + seed));
        if (json != null) {
            arguments.addAll(List.of("--json", WineJvm.windowsPath(FileProblem.path("--json", json))));
        }
        arguments.addAll(forServers.underWine());
        if (options.verbose()) {
            arguments.add("--verbose");
        }
        if (!ids.isEmpty()) {
            arguments.addAll(List.of("--case", String.join(",", ids)));
        }
        return arguments;
    }
}
