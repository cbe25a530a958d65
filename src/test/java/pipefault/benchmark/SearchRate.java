package pipefault.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import pipefault.defects.PlainScenario;
import pipefault.defects.Scenarios;
import pipefault.defects.Writers;
import pipefault.explore.Bound;
import pipefault.explore.Search;
import pipefault.explore.SearchPlan;
import pipefault.explore.Shard;
import pipefault.scenario.RunSpec;
import pipefault.scenario.Scenario;
import pipefault.scenario.Variant;

/** How many schedules a search tries in a second: one pinned process per core, as {@code explore} wants it. */
final class SearchRate {

    private static final Bound BOUND = new Bound(2, 0, 1);
    private static final int MINUTES = 5;
    private static final Path TASKSET = Path.of("/usr/bin/taskset");

    private SearchRate() {}

    /** What one process has done: schedules, in how much time and processor time. */
    private record Done(long schedules, double seconds, double processorSeconds) {

        static Done parse(String line) {
            String[] parts = line.split(" ", -1);
            return new Done(Long.parseLong(parts[1]), Double.parseDouble(parts[2]), Double.parseDouble(parts[3]));
        }

        String line() {
            return "done " + schedules + " " + seconds + " " + processorSeconds;
        }
    }

    /**
     * Searches in one process per core.
     *
     * @param warmUp how many seconds nobody counts
     */
    static Figure figure(String scenario, String variant, String writer, int warmUp, int seconds, double target) {
        List<Process> workers = new ArrayList<>();
        int cores = cores();
        for (int core = 0; core < cores; core++) {
            workers.add(start(core, List.of(scenario, variant, writer, "" + warmUp, "" + seconds)));
        }
        double rate = 0;
        double processorRate = 0;
        for (Process worker : workers) {
            Done done = read(worker);
            rate += done.schedules() / done.seconds();
            processorRate += done.schedules() / done.processorSeconds();
        }
        return new Figure(
                "schedules of `" + scenario + "/" + variant + "` on `" + writer + "`, " + cores
                        + " processes, per second",
                Figure.number(rate),
                "by processor time of all cores: " + Figure.number(processorRate),
                "",
                target == 0 ? "" : "≥ " + Figure.number(target),
                target == 0 ? null : rate >= target);
    }

    /** Returns how many cores the machine has; this process itself keeps to one. */
    static int cores() {
        return Integer.getInteger("pipefault.cores", Runtime.getRuntime().availableProcessors());
    }

    /** Returns what has to stand before a command to run it on some of the cores. */
    static List<String> on(String cores) {
        return Files.isExecutable(TASKSET) ? List.of(TASKSET.toString(), "-c", cores) : List.of();
    }

    private static Process start(int core, List<String> arguments) {
        List<String> command = new ArrayList<>(on("" + core));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path")));
        command.add(SearchRate.class.getName());
        command.addAll(arguments);
        try {
            return new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Done read(Process worker) {
        try (BufferedReader lines = worker.inputReader(StandardCharsets.UTF_8)) {
            String line = lines.readLine();
            if (line == null || !worker.waitFor(MINUTES, TimeUnit.MINUTES)) {
                throw new IllegalStateException("a search ended without a result");
            }
            return Done.parse(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Searches for a while and prints one line. */
    public static void main(String[] arguments) {
        RunSpec spec = spec(arguments[0], arguments[1], arguments[2]);
        Done unused = search(spec, Double.parseDouble(arguments[3]));
        System.out.println(search(spec, Double.parseDouble(arguments[4])).line());
    }

    static RunSpec spec(String scenarioName, String variantName, String writer) {
        Scenario scenario = scenarioName.equals(PlainScenario.ID)
                ? PlainScenario.scenario()
                : Scenarios.named(scenarioName).orElseThrow();
        Variant variant = scenario.variants().stream()
                .filter(each -> each.name().equals(variantName))
                .findFirst()
                .orElseThrow();
        return new RunSpec(scenario, variant, Writers.named(writer).orElseThrow(), 1, null);
    }

    static SearchPlan plan() {
        return SearchPlan.exhausting(BOUND, Shard.ALL);
    }

    private static Done search(RunSpec spec, double seconds) {
        long start = System.nanoTime();
        long processor = processorNanos();
        BooleanSupplier enough = () -> System.nanoTime() - start > seconds * 1e9;
        long schedules = 0;
        while (!enough.getAsBoolean()) {
            schedules += new Search(spec, plan()).goOn(enough).runs();
        }
        return new Done(schedules, (System.nanoTime() - start) / 1e9, (processorNanos() - processor) / 1e9);
    }

    private static long processorNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
