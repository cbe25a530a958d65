package pipefault.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import pipefault.explore.Way;
import pipefault.report.TextFile;
import pipefault.scenario.SubjectFactory;
import pipefault.triage.Answer;
import pipefault.triage.Claim;
import pipefault.triage.Confirmation;
import pipefault.triage.DefectReport;
import pipefault.triage.Triage;
import pipefault.triage.TriageJson;
import pipefault.triage.TriageReport;
import pipefault.triage.Tried;

/** Answers each claim of a defect report. */
@Command(
        name = "triage",
        description =
                "Search for runs that show what a defect report claims, and answer each claim: reproduced, refuted, not"
                        + " applicable or inconclusive. Exit code 0 if each answer is the one that the report expects;"
                        + " where it expects none, if nothing was reproduced and everything decided.",
        footer = {"", "Examples:", "  ./pipefault triage", "  ./pipefault triage --new my-report.yaml"})
final class TriageCommand extends SubjectCommand {

    private static final long BUDGET = 50_000;
    private static final long BUDGET_MAX = 100_000_000;

    @Parameters(
            paramLabel = "REPORT",
            arity = "0..1",
            description = "a YAML file. Default: the report that comes with this program, " + ReportFiles.BUNDLED
                    + "; with --new " + ReportFiles.NEW + ".")
    private @Nullable String source;

    @Option(
            names = "--kernel",
            paramLabel = "KERNEL",
            completionCandidates = Candidates.OfKernels.class,
            description =
                    "on which what was reproduced has to show again: simulated, native or wine. The search itself is"
                            + " always simulated. Default: native on Windows, simulated elsewhere.")
    private @Nullable String kernelName;

    @Option(
            names = "--budget",
            paramLabel = "N",
            description = "at most N schedules for each claim. Default: " + BUDGET + ".")
    private @Nullable String budgetText;

    @Option(
            names = "--writer",
            paramLabel = "NAME",
            completionCandidates = Candidates.OfWriters.class,
            description = "put every claim to this writer, instead of those that the report names; what the report"
                    + " expects does not count then.")
    private @Nullable String writer;

    @Option(names = "--json", paramLabel = "FILE", description = "write the answers to a file, for machines.")
    private @Nullable String json;

    @Option(
            names = "--as-test",
            paramLabel = "DIR",
            description =
                    "write a JUnit 5 test for each claim that was reproduced; it is red until the writer does better.")
    private @Nullable String testFolder;

    @Option(
            names = "--new",
            description =
                    "write a report to fill in, with every key explained, to the file REPORT; nothing else is done.")
    private boolean fresh;

    @Mixin
    private final BuildServerOptions forServers = new BuildServerOptions();

    /** Looked for in the arguments where errors are shown. */
    @Option(names = "--verbose", description = "show an error of Pipefault itself with its stack.")
    boolean verboseAsked;

    TriageCommand(Workbench bench) {
        super(bench);
    }

    @Override
    int play() {
        if (fresh) {
            return writeSkeleton();
        }
        KernelName kernel =
                kernelName == null ? bench.surroundings().defaultKernel() : KernelName.named("--kernel", kernelName);
        long budget = budgetText == null ? BUDGET : Numbers.read("--budget", budgetText, 1, BUDGET_MAX);
        DefectReport report = ReportFiles.read(source == null ? ReportFiles.BUNDLED : source, bench.catalogue());
        List<Claim> claims = claims(report);
        Path file = json == null ? null : FileProblem.writable("--json", json, ForeignFiles.JSON);
        BuildServer server = forServers.begin(bench, "triage");
        TestFolder tests = testFolder == null ? null : TestFolder.of(testFolder, claims);
        bench.kernels().require(kernel);
        List<Answer> answers = confirm(answer(claims, budget), kernel);
        String conditions = bench.kernels().actual(kernel) + " kernel, at most " + budget + " schedules for each claim";
        bench.terminal()
                .print(
                        forServers.quiet()
                                ? findings(answers)
                                : TriageReport.print(report, answers, conditions, bench.replay()));
        if (file != null) {
            String name = bench.kernels().actual(kernel).toString();
            FileProblem.write(
                    "--json",
                    file,
                    () -> TextFile.write(
                            file,
                            target -> TriageJson.write(Workbench.version(), name, budget, report, answers, target)));
        }
        if (tests != null) {
            tests.write(report, answers).forEach(each -> bench.terminal().print("written: " + each + "\n"));
        }
        server.addAll(() -> TriageChecks.of(
                report, answers, bench.replay(), bench.surroundings().kernelOption(kernel)));
        server.finish(() -> TriageChecks.overview(report, answers, conditions));
        return answers.stream().anyMatch(TriageChecks::isBroken)
                ? ExitCode.HARNESS_ERROR
                : answers.stream().allMatch(Answer::isAsExpected) ? ExitCode.OK : ExitCode.FINDING;
    }

    private String findings(List<Answer> answers) {
        StringBuilder text = new StringBuilder();
        answers.stream()
                .filter(each -> !each.isAsExpected())
                .forEach(each ->
                        text.append(TriageReport.print(each, bench.replay())).append('\n'));
        return text.append(TriageReport.summary(answers)).append('\n').toString();
    }

    private int writeSkeleton() {
        String name = source == null ? ReportFiles.NEW : source;
        ReportFiles.writeSkeleton(name);
        bench.terminal()
                .print("written: " + name + "; once it is filled in, "
                        + bench.surroundings().program() + " triage " + name + "\n");
        return ExitCode.OK;
    }

    private List<Claim> claims(DefectReport report) {
        List<String> brought = bench.catalogue().brought();
        if (writer == null && brought.size() > 1) {
            throw Refused.badInput("triage: which writer is meant? --writer is one of " + String.join(", ", brought));
        }
        String name = writer == null && !brought.isEmpty() ? brought.get(0) : writer;
        if (name == null) {
            return report.claims();
        }
        SubjectFactory factory = bench.catalogue()
                .writer(name)
                .orElseThrow(() -> Refused.unknown(
                        "--writer", "writer", name, bench.catalogue().writerNames()));
        return report.claims().stream().map(each -> each.about(factory)).toList();
    }

    private List<Answer> answer(List<Claim> claims, long budget) {
        Triage triage = new Triage(budget);
        List<Answer> answers = new ArrayList<>();
        Progress progress = new Progress(bench.terminal(), claims.size());
        try {
            InOrder.work(
                    bench.kernels().parallelism(KernelName.SIMULATED),
                    claims.iterator(),
                    triage::answer,
                    (claim, answer) -> {
                        answers.add(answer);
                        progress.step("claim " + claim.id(), 0);
                    });
        } finally {
            bench.terminal().clearProgress();
        }
        return answers;
    }

    /** Makes the runs that show something on the real kernel too. */
    private List<Answer> confirm(List<Answer> answers, KernelName kernel) {
        long shown = answers.stream().filter(each -> each.shown().isPresent()).count();
        if (kernel == KernelName.SIMULATED || shown == 0) {
            return answers;
        }
        String name = bench.kernels().actual(kernel).toString();
        Progress progress = new Progress(bench.terminal(), shown);
        try (OrderedRuns runs = bench.kernels().openOrdered(kernel)) {
            List<Answer> confirmed = new ArrayList<>();
            for (Answer answer : answers) {
                Tried tried = answer.shown().orElse(null);
                if (tried == null) {
                    confirmed.add(answer);
                } else {
                    confirmed.add(answer.with(confirmation(runs, answer.claim(), tried, name)));
                    progress.step("claim " + answer.claim().id() + " on " + name, 0);
                }
            }
            return confirmed;
        } finally {
            bench.terminal().clearProgress();
        }
    }

    private static Confirmation confirmation(OrderedRuns runs, Claim claim, Tried shown, String kernel) {
        Way way = Way.parse(shown.quarry().orElseThrow().token());
        return Confirmation.of(claim, kernel, runs.replay(claim.on(shown.stage(), claim.subject()), way));
    }
}
