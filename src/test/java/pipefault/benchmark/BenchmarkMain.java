package pipefault.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Measures everything and writes the page with the figures.
 *
 * <p>Arguments: the file to write, the program that starts Pipefault, and {@code --quick} for a short look.
 */
public final class BenchmarkMain {

    private static final int COLD_STARTS = 5;
    private static final int COLD_STARTS_QUICK = 2;

    private final boolean quick;
    private final StringBuilder page = new StringBuilder();

    private BenchmarkMain(boolean quick) {
        this.quick = quick;
    }

    /** Runs it. */
    public static void main(String[] arguments) throws IOException {
        boolean quick = List.of(arguments).contains("--quick");
        BenchmarkMain main = new BenchmarkMain(quick);
        main.measure(Path.of(arguments[1]));
        Files.writeString(Path.of(arguments[0]), main.page, StandardCharsets.UTF_8);
    }

    private void measure(Path pipefault) {
        say("""
                # Figures

                Written by `ci/benchmarks%s`. Not by hand: run it again instead of changing a number.

                %d cores, %s, Java %s (%s). Ours and the anchor are measured in one run, in short
                slices that alternate, pinned to one core; a figure is the median of its slices. Costs of calls and runs are
                processor time, the rest is real time. %s
                """.formatted(
                        quick ? " --quick" : "",
                        SearchRate.cores(),
                        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                        System.getProperty("java.version"),
                        System.getProperty("java.vm.name"),
                        load()));
        Slices slices = new Slices(quick ? 7 : 21, TimeUnit.MILLISECONDS.toNanos(quick ? 10 : 20));
        table(
                "Interception",
                "`SetEvent` on a kernel that does nothing. Time and bytes allocated per call.",
                InterceptionCosts.figures(slices));
        table(
                "Simulated runs",
                "One thread and one core; a run has a world of its own.",
                SimulatedRuns.figures(slices, quick ? 20 : 300));
        table(
                "Schedules",
                "Real Java threads that take turns, against Lincheck's model checking on the same programs.",
                ScheduleRates.figures(quick ? 3 : 5));
        table(
                "Search",
                "One process per core, pinned to it, after " + warmUp() + " s to warm up. On a machine that others use,"
                        + " what a process would do with a core of its own is schedules by processor time.",
                searches());
        List<Figure> first = new ArrayList<>(FirstReproductions.figures(quick ? 10 : 100));
        first.add(coldStart(pipefault));
        table("Time to first reproduction", "Each with its control run and all oracles, warm.", first);
        say(Profile.of(quick ? 3 : 20));
    }

    /** A reader has to know whether the machine was at our disposal. */
    private static String load() {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        return load < 0
                ? ""
                : String.format(
                        Locale.ROOT, "When it began, %.0f threads wanted to run on the machine (load average).", load);
    }

    private int warmUp() {
        return quick ? 3 : 20;
    }

    private List<Figure> searches() {
        int seconds = quick ? 3 : 8;
        return List.of(
                SearchRate.figure("D1-deadlock", "pending", "recovering", warmUp(), seconds, 10_000),
                SearchRate.figure("D1-deadlock", "pending", "wait-under-lock", warmUp(), seconds, 10_000),
                SearchRate.figure("plain", "all-methods", "recovering", warmUp(), seconds, 0));
    }

    /** Starts the program anew for a defect, as a developer does. */
    private Figure coldStart(Path pipefault) {
        List<String> command = new ArrayList<>(SearchRate.on("0-" + (SearchRate.cores() - 1)));
        command.addAll(List.of(pipefault.toString(), "run", "D1-deadlock", "--writer", "wait-under-lock"));
        double[] seconds = new double[quick ? COLD_STARTS_QUICK : COLD_STARTS];
        for (int i = 0; i < seconds.length; i++) {
            long start = System.nanoTime();
            try {
                Process process = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
                if (process.waitFor() != 0) {
                    throw new IllegalStateException("D1-deadlock did not show what it should");
                }
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
            seconds[i] = (System.nanoTime() - start) / 1e9;
        }
        double median = Slices.median(seconds);
        return new Figure(
                "`./pipefault run D1-deadlock --writer wait-under-lock`, with JVM start",
                Figure.number(median) + " s",
                "",
                "",
                "≤ 3 s",
                median <= 3);
    }

    private void table(String title, String words, List<Figure> figures) {
        say("\n## " + title + "\n\n" + words
                + "\n\n| What | Ours | Anchor | Ratio | Target | |\n|---|---|---|---|---|---|\n");
        figures.forEach(figure -> say(figure.line() + "\n"));
    }

    private void say(String text) {
        page.append(text);
        System.out.print(text);
        System.out.flush();
    }

    static String percent(double part) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * part);
    }
}
