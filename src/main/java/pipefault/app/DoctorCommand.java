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
                        + " the one of --kernel, is ready; else 4.")
final class DoctorCommand extends Subcommand {

    @Option(
            names = "--kernel",
            paramLabel = "KERNEL",
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
        boolean wineReady = !surroundings.windows() && wine(text);
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

    private boolean wine(StringBuilder text) {
        WineJvm.State state = new WineJvm(bench.surroundings()).check();
        if (state == null) {
            row(text, "wine", "not known: ci/wine-setup is found only when this program is started as ./pipefault");
            return false;
        }
        if (state.exitCode() == 0) {
            row(text, "wine", "ready: " + state.text());
            return true;
        }
        row(text, "wine", state.text().replaceFirst("^wine-setup: ", "").replace("\n", "\n" + " ".repeat(13)));
        row(text, "", "bring it with: ci/wine-setup");
        return false;
    }

    private static void row(StringBuilder text, String what, String how) {
        text.append(String.format("  %-10s %s", what, how)).append('\n');
    }
}
