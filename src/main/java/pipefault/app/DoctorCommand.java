package pipefault.app;

import picocli.CommandLine.Command;
import pipefault.jna.WindowsKernel;

/** Says what this machine can run, what is missing and how to get it. */
@Command(
        name = "doctor",
        description =
                "Say what this machine can run, what is missing and how to get it. Exit code 0 if a real kernel32 is"
                        + " at hand, 4 if only the simulation is.")
final class DoctorCommand extends Subcommand {

    DoctorCommand(Workbench bench) {
        super(bench);
    }

    @Override
    public Integer call() {
        Surroundings surroundings = bench.surroundings();
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
        return obstacle.isEmpty() || wineReady ? ExitCode.OK : ExitCode.NOT_AVAILABLE;
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
