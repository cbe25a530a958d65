package pipefault.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import pipefault.report.ReportedRun;
import pipefault.scenario.HarnessError;
import pipefault.triage.ClaimVerdict;
import pipefault.triage.DefectReport;
import pipefault.triage.DefectReportError;
import pipefault.triage.DefectReportReader;
import pipefault.triage.Judgement;
import pipefault.triage.Triage;
import pipefault.triage.TriageReport;

/** Says of each claim of a defect report whether it is true. */
@Command(
        name = "triage",
        description =
                "Say of each claim of a defect report whether it is reproduced or refuted, with the command that shows"
                        + " it. Exit code 0 if every claim could be decided, 1 if one could not.")
final class TriageCommand extends Subcommand {

    private static final String BUNDLED = "qwindowspipewriter";
    private static final int LENGTH_MAX = 1 << 20;

    @Mixin
    private final RunOptions options = new RunOptions();

    @Parameters(
            paramLabel = "REPORT",
            arity = "0..1",
            description = "a YAML file. Default: the report that comes with this program, " + BUNDLED + ".")
    private String source = BUNDLED;

    TriageCommand(Workbench bench) {
        super(bench);
    }

    @Override
    public Integer call() {
        KernelName kernel = options.kernel(bench.surroundings());
        long seed = options.seed();
        DefectReport report = report();
        List<PlannedRun> plan = plan(report);
        bench.kernels().require(kernel);
        if (kernel == KernelName.WINE) {
            return bench.kernels().runUnderWine(again(seed));
        }
        List<ReportedRun> runs = new ArrayList<>();
        new Suite(bench, kernel).play(plan, seed, 1, run -> runs.add(run.withoutTrace()));
        List<Judgement> judgements = Triage.decide(report, runs);
        Replay replay = new Replay(bench, kernel);
        bench.terminal()
                .print(TriageReport.print(
                        report,
                        judgements,
                        bench.kernels().actual(kernel) + " kernel, seed " + seed,
                        scenario -> replay.commandLine(scenario, seed)));
        if (runs.stream().anyMatch(run -> run.result().verdict().isHarnessError())) {
            return ExitCode.HARNESS_ERROR;
        }
        return judgements.stream().anyMatch(TriageCommand::isOpen) ? ExitCode.FINDING : ExitCode.OK;
    }

    private static boolean isOpen(Judgement judgement) {
        return judgement.verdict() == ClaimVerdict.INCONCLUSIVE
                || judgement.nearby().stream().anyMatch(each -> each.verdict() == ClaimVerdict.INCONCLUSIVE);
    }

    private List<PlannedRun> plan(DefectReport report) {
        RunPlanner planner = new RunPlanner(bench.catalogue(), "triage");
        Set<PlannedRun> plan = new LinkedHashSet<>();
        for (DefectReport.Need need : report.needs()) {
            planner.scenario(need.scenario());
            planner.writer(need.writer());
            plan.addAll(planner.plan(List.of(need.scenario()), List.of(need.writer()), null));
        }
        return List.copyOf(plan);
    }

    private List<String> again(long seed) {
        List<String> arguments = new ArrayList<>(List.of("triage"));
        arguments.add(source.equals(BUNDLED) ? BUNDLED : WineJvm.windowsPath(FileProblem.path("triage", source)));
        arguments.addAll(List.of("--kernel", "native", "--seed=" + seed));
        if (options.verbose()) {
            arguments.add("--verbose");
        }
        return arguments;
    }

    private DefectReport report() {
        try {
            return DefectReportReader.read(source.equals(BUNDLED) ? bundled() : file());
        } catch (DefectReportError e) {
            throw Refused.badInput("triage: in " + source + ": " + e.getMessage());
        }
    }

    private static String bundled() {
        try (@Nullable InputStream in = TriageCommand.class.getResourceAsStream(BUNDLED + ".yaml")) {
            if (in == null) {
                throw new HarnessError("the report " + BUNDLED + " is missing in this program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new HarnessError("the report " + BUNDLED + " cannot be read", e);
        }
    }

    private String file() {
        Path file = FileProblem.path("triage", source);
        if (!Files.exists(file)) {
            throw Refused.badInput("triage: there is no file " + file + " (looked in "
                    + file.toAbsolutePath().getParent() + "), and the only report that comes with this program is "
                    + BUNDLED);
        }
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(LENGTH_MAX), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw Refused.badInput("triage: " + file + " cannot be read: " + e.getMessage());
        }
    }
}
