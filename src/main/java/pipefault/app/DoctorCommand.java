package pipefault.app;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import pipefault.jna.WindowsKernel;

/** Says what this machine can run, what is missing and how to get it. */
@Command(
        name = "doctor",
        description =
                "Say what this machine can run, what is missing and how to get it. Exit code 0 if the default kernel, or"
                        + " the one of --kernel, is ready; else 4.",
        footer = {"", "Example:", "  ./pipefault doctor --kernel wine"})
final class DoctorCommand extends Subcommand {

    @Option(
            names = "--kernel",
            paramLabel = "KERNEL",
            completionCandidates = Candidates.OfKernels.class,
            description = "the kernel that has to be ready: simulated, native or wine. Default: native on Windows,"
                    + " simulated elsewhere.")
    private @Nullable String kernel;

    DoctorCommand(Workbench bench) {
        super(bench);
    }

    @Override
    public Integer call() {
        Surroundings surroundings = bench.surroundings();
        KernelName needed = kernel == null ? surroundings.defaultKernel() : KernelName.named("--kernel", kernel);
        StringBuilder text = new StringBuilder();
        row(text, "pipefault", Workbench.version() + (surroundings.home() == null ? "" : ", " + surroundings.home()));
        row(
                text,
                "java",
                System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + "), "
                        + System.getProperty("java.home"));
        row(text, "system", surroundings.os());
        text.append("\nkernels\n");
        row(text, "simulated", "ready" + byDefault(KernelName.SIMULATED));
        String obstacle = WindowsKernel.whyUnavailable().orElse("");
        row(
                text,
                "native",
                obstacle.isEmpty() ? "ready" + behind() + byDefault(KernelName.NATIVE) : "not here: " + obstacle);
        boolean wineReady = !surroundings.windows() && part(text, "wine", SetupScript.WINE);
        if (!surroundings.windows()) {
            text.append("\nfor the tests of the report page only\n");
            boolean unused = part(text, "browser", SetupScript.BROWSER);
        }
        bench.terminal().print(text.toString());
        boolean ready =
                switch (needed) {
                    case SIMULATED -> true;
                    case NATIVE -> obstacle.isEmpty();
                    case WINE -> wineReady;
                };
        return ready ? ExitCode.OK : ExitCode.NOT_AVAILABLE;
    }

    private String byDefault(KernelName kernel) {
        return bench.surroundings().defaultKernel() == kernel ? " (the default here)" : "";
    }

    private static String behind() {
        return WindowsKernel.wineVersion().map(version -> ": Wine " + version).orElse("");
    }

    /** Tells of what a script of ci/ brings; the result says whether it is there. */
    private boolean part(StringBuilder text, String what, String script) {
        SetupScript setup = SetupScript.find(bench.surroundings(), script);
        if (setup == null) {
            row(text, what, "not known: ci/" + script + " is found only when this program is started as ./pipefault");
            return false;
        }
        SetupScript.State state = setup.check();
        if (state.exitCode() == 0) {
            row(text, what, "ready: " + state.text());
            return true;
        }
        String missing = state.text().replaceFirst("^" + script + ": ", "");
        row(text, what, missing.replace("\n", "\n" + " ".repeat(13)));
        row(text, "", "bring it with: ci/" + script);
        return false;
    }

    private static void row(StringBuilder text, String what, String how) {
        text.append(String.format("  %-10s %s", what, how)).append('\n');
    }
}
