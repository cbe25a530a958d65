package pipefault.app;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import pipefault.fault.FaultPlan;
import pipefault.fault.FaultPlanError;
import pipefault.foreign.ForeignCampaign;
import pipefault.foreign.ForeignLine;
import pipefault.foreign.ForeignPage;
import pipefault.foreign.ForeignReading;
import pipefault.foreign.ForeignRequest;
import pipefault.foreign.Script;
import pipefault.report.TextFile;

/** Drives released pipe code, unmodified, under faults. */
@Command(
        name = "foreign",
        description =
                "Drive released pipe code of others, unmodified: without faults, and with one fault at each call that it makes."
                        + " Fetches and RUNS that code, in processes of its own. Needs a real kernel: Windows, or Wine. Exit code 0,"
                        + " whatever is found; with --fault or --no-fault 1 for a finding.",
        footer = {
            "",
            "Examples:",
            "  ./pipefault foreign ipcsocket-client@1.6.3",
            "  ./pipefault foreign ipcsocket-client@1.6.3 --fault 'GetOverlappedResult#1:fail(ERROR_BROKEN_PIPE)'"
        })
final class ForeignCommand extends Subcommand {

    private static final long REPEATS_MAX = 1000;

    @Parameters(
            paramLabel = "NAME[@VERSION]",
            arity = "0..*",
            description = "which; see ci/foreign-subjects. Default: all.")
    private final List<String> names = new ArrayList<>();

    @Option(
            names = "--script",
            paramLabel = "SCRIPT",
            description =
                    "one conversation: exchange, close-while-reading or exchange-while-there. Default: the first two, and the"
                            + " third for a subject that does not come to the end of the first.")
    private @Nullable String script;

    @Option(
            names = "--fault",
            paramLabel = "PLAN",
            description = "hold one conversation under this plan, and print all.")
    private @Nullable String fault;

    @Option(names = "--no-fault", description = "hold one conversation without faults, and print all.")
    private boolean noFault;

    @Option(names = "--repeat", paramLabel = "N", description = "try each finding N times again. Default: 10.")
    private String repeat = "10";

    @Option(names = "--out", paramLabel = "FILE", description = "write the page to a file. Default: print it.")
    private @Nullable String out;

    @Mixin
    private final ReportOption report = new ReportOption();

    ForeignCommand(Workbench bench) {
        super(bench);
    }

    @Override
    public Integer call() {
        if (fault != null && noFault) {
            throw Refused.badInput("--fault and --no-fault exclude each other");
        }
        boolean single = fault != null || noFault;
        if (report.isGiven() && !single) {
            throw Refused.badInput("--report draws one conversation; it needs --fault or --no-fault");
        }
        if (out != null && (fault != null || noFault)) {
            throw Refused.badInput("--out takes the page of a sweep; with --fault or --no-fault there is none");
        }
        int repeats = (int) Numbers.read("--repeat", repeat, 1, REPEATS_MAX);
        Path home = bench.surroundings().home();
        if (home == null) {
            throw Refused.notAvailable(
                    "foreign code is driven from a checkout; start this program as ./pipefault there");
        }
        List<ForeignEntry> all = ForeignEntry.all(home);
        List<ForeignEntry> chosen = chosen(all);
        List<ForeignEntry> driven =
                chosen.stream().filter(ForeignEntry::isDriven).toList();
        Path file = out == null ? null : FileProblem.writable("--out", out, ForeignFiles.FOREIGN);
        List<Script> scripts = scripts();
        List<ForeignReading> readings = ForeignReadings.all(home);
        requireKernel();
        if (fault != null || noFault) {
            return one(home, driven, scripts.get(0));
        }
        prepare(home, driven);
        Map<String, String> notDriven = new LinkedHashMap<>();
        chosen.stream().filter(each -> !each.isDriven()).forEach(each -> notDriven.put(each.name(), each.whyNot()));
        List<ForeignPage.Swept> swept = new ArrayList<>();
        for (ForeignEntry entry : driven) {
            ForeignCampaign campaign = new ForeignCampaign(
                    workers(home, entry, List.of()),
                    repeats,
                    words -> bench.terminal().complain(entry.name() + ": " + words));
            scripts.forEach(campaign::sweep);
            swept.add(campaign.swept(entry.name()));
        }
        String page = ForeignPage.of(kernel(), swept, notDriven, readings);
        if (file == null) {
            bench.terminal().print(page);
        } else {
            FileProblem.write("--out", file, () -> TextFile.write(file, target -> target.write(page)));
        }
        return ExitCode.OK;
    }

    /** Fetching and compiling takes minutes: what is missing of the kernel is said first. */
    private void requireKernel() {
        List<String> unused = bench.kernels().worker(List.of(), ForeignWorkerMain.class);
    }

    private String kernel() {
        return bench.surroundings().windows() && !bench.surroundings().underWine() ? "Windows" : "Wine";
    }

    private List<ForeignEntry> chosen(List<ForeignEntry> all) {
        List<String> known = all.stream().map(ForeignEntry::name).toList();
        for (String name : names) {
            if (known.stream().noneMatch(each -> matches(each, name))) {
                throw Refused.unknown("NAME", "foreign subject", name, known);
            }
        }
        return all.stream()
                .filter(entry -> names.isEmpty() || names.stream().anyMatch(name -> matches(entry.name(), name)))
                .toList();
    }

    private static boolean matches(String full, String typed) {
        return full.equals(typed) || full.startsWith(typed + "@");
    }

    private List<Script> scripts() {
        String typed = script;
        if (typed == null) {
            return Script.ALWAYS;
        }
        List<String> known =
                Arrays.stream(Script.values()).map(Script::toString).toList();
        return List.of(Script.named(typed).orElseThrow(() -> Refused.unknown("--script", "script", typed, known)));
    }

    /** Holds one conversation and shows everything of it. */
    private int one(Path home, List<ForeignEntry> driven, Script which) {
        if (driven.size() != 1) {
            throw Refused.badInput("--fault and --no-fault take exactly one subject that is driven, with its version");
        }
        String plan = "";
        try {
            plan = fault == null ? "" : FaultPlan.parse(fault).toString();
        } catch (FaultPlanError e) {
            throw Refused.badInput("--fault: " + e.getMessage());
        }
        prepare(home, driven);
        ForeignRequest request = ForeignRequest.watched(which, plan);
        ForeignWorkers workers = workers(home, driven.get(0), shown(driven.get(0), request));
        ForeignLine line = workers.run(List.of(request)).get(0);
        bench.terminal()
                .print(driven.get(0).name() + ", " + which + (plan.isEmpty() ? ", no fault" : ", " + plan) + "\n");
        bench.terminal().print("  verdict   " + line.verdict() + "\n");
        if (!line.workaround().isEmpty()) {
            bench.terminal().print("  besides   " + line.workaround() + "\n");
        }
        line.findings().forEach(each -> bench.terminal().print("  finding   " + each + "\n"));
        if (!plan.isEmpty()) {
            bench.terminal().print("  fired     " + line.fired() + "\n");
        }
        line.attempts().forEach(each -> bench.terminal().print("  call      " + each + "\n"));
        workers.lastWords().lines().forEach(each -> bench.terminal().print(each + "\n"));
        return line.verdict().isGood() ? ExitCode.OK : ExitCode.FINDING;
    }

    /** Returns what a worker is told besides, so that it shows everything. */
    private List<String> shown(ForeignEntry entry, ForeignRequest request) {
        List<String> more = new ArrayList<>(List.of("trace"));
        Path folder = report.folder(bench.terminal());
        if (folder != null) {
            more.addAll(List.of(
                    WineJvm.windowsPath(folder),
                    entry.name(),
                    request.typed(bench.surroundings().program(), entry.name()),
                    kernel().toLowerCase(Locale.ROOT),
                    Workbench.version()));
        }
        return more;
    }

    private void prepare(Path home, List<ForeignEntry> driven) {
        if (driven.isEmpty()) {
            return;
        }
        List<String> command = new ArrayList<>();
        if (bench.surroundings().windows()) {
            command.add("bash");
        }
        command.add(home.resolve("ci").resolve("foreign-setup").toString());
        driven.forEach(each -> command.add(each.name()));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectInput(ProcessBuilder.Redirect.PIPE)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            process.getOutputStream().close();
            if (process.waitFor() != 0) {
                throw Refused.notAvailable("ci/foreign-setup could not make the subjects ready; it said why above");
            }
        } catch (IOException e) {
            throw Refused.notAvailable("ci/foreign-setup cannot be started: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refused.notAvailable("interrupted");
        }
    }

    private ForeignWorkers workers(Path home, ForeignEntry entry, List<String> more) {
        Path folder = home.resolve("src").resolve("target").resolve("foreign");
        List<Path> classPath = new ArrayList<>();
        try (var own = Files.list(folder.resolve(entry.name()))) {
            own.filter(each -> each.toString().endsWith(".jar")).sorted().forEach(classPath::add);
            classPath.add(home.resolve("src").resolve("target").resolve("test-classes"));
            classPath.add(home.resolve("src").resolve("target").resolve("classes"));
            String rest = Files.readString(folder.resolve("classpath"), StandardCharsets.UTF_8)
                    .strip();
            for (String each : rest.split(File.pathSeparator, -1)) {
                classPath.add(Path.of(each));
            }
        } catch (IOException e) {
            throw Refused.notAvailable("what ci/foreign-setup has left cannot be read: " + e.getMessage());
        }
        List<String> command = bench.kernels().worker(classPath, ForeignWorkerMain.class);
        command.add(entry.driver());
        return new ForeignWorkers(command, folder, more);
    }
}
