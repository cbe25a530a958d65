package pipefault.app;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What this process finds around it.
 *
 * @param os name, version and architecture of the operating system that the JVM sees
 * @param windows whether that is Windows (or Wine)
 * @param home the checkout; null if the program was not started by its launcher
 * @param underWine whether {@code --kernel wine} has started this process
 * @param outTerminal whether standard output is a terminal
 * @param errTerminal whether standard error is a terminal
 * @param escapes whether a terminal here understands escape sequences
 * @param colours whether the user wants colours on it
 * @param sharding the variables that a test runner sets for a shard, as Bazel does
 * @param gitHub whether a job of GitHub Actions has started this process
 * @param jobSummary the file to which that job wants a summary appended; null if there is none
 */
record Surroundings(
        String os,
        boolean windows,
        @Nullable Path home,
        boolean underWine,
        boolean outTerminal,
        boolean errTerminal,
        boolean escapes,
        boolean colours,
        Map<String, String> sharding,
        boolean gitHub,
        @Nullable Path jobSummary) {

    /** Copies the map. */
    Surroundings {
        sharding = Map.copyOf(sharding);
    }

    /** Set by the launcher: the checkout. */
    static final String HOME = "pipefault.home";

    /** Set by the launcher: which of {@code out} and {@code err} are terminals, for example {@code out,err}. */
    static final String TERMINALS = "pipefault.terminals";

    /** Set for the process that {@code --kernel wine} starts. */
    static final String UNDER_WINE = "pipefault.wine";

    static Surroundings of(Properties properties, Map<String, String> environment) {
        String name = properties.getProperty("os.name", "");
        String home = properties.getProperty(HOME);
        String terminals = properties.getProperty(TERMINALS);
        // Without a launcher nobody knows, and plain text is never wrong.
        boolean gitHub = environment.getOrDefault("GITHUB_ACTIONS", "").equals("true");
        boolean underWine = Boolean.parseBoolean(properties.getProperty(UNDER_WINE));
        String summary = gitHub ? environment.getOrDefault("GITHUB_STEP_SUMMARY", "") : "";
        List<String> known = terminals == null ? List.of() : List.of(terminals.split(",", -1));
        return new Surroundings(
                String.join(" ", name, properties.getProperty("os.version", ""), properties.getProperty("os.arch", "")),
                isWindows(name),
                home == null || home.isEmpty() ? null : Path.of(home),
                underWine,
                known.contains("out"),
                known.contains("err"),
                understandsEscapes(name, environment),
                environment.getOrDefault("NO_COLOR", "").isEmpty(),
                sharding(environment),
                gitHub,
                summary.isEmpty() ? null : Path.of(underWine ? WineJvm.nameUnderWine(summary) : summary));
    }

    private static Map<String, String> sharding(Map<String, String> environment) {
        Map<String, String> sharding = new HashMap<>(environment);
        sharding.keySet().retainAll(Set.of(SearchOptions.SHARD_INDEX, SearchOptions.SHARD_TOTAL));
        return sharding;
    }

    /** The old console of Windows shows escape sequences as they are; a newer terminal says who it is. */
    private static boolean understandsEscapes(String osName, Map<String, String> environment) {
        String term = environment.getOrDefault("TERM", "");
        return isWindows(osName)
                ? !term.isEmpty() || environment.containsKey("WT_SESSION")
                : !term.isEmpty() && !term.equals("dumb");
    }

    private static boolean isWindows(String osName) {
        return osName.toLowerCase(Locale.ROOT).startsWith("windows");
    }

    KernelName defaultKernel() {
        return windows ? KernelName.NATIVE : KernelName.SIMULATED;
    }

    /** Returns how a user starts this program here. */
    String program() {
        return windows && !underWine ? "pipefault" : "./pipefault";
    }

    /** Returns the option that chooses a kernel on the machine where the user sits; empty for the default there. */
    String kernelOption(KernelName kernel) {
        KernelName meant = underWine && kernel == KernelName.NATIVE ? KernelName.WINE : kernel;
        KernelName byDefault = underWine ? KernelName.SIMULATED : defaultKernel();
        return meant == byDefault ? "" : " --kernel " + meant;
    }
}
