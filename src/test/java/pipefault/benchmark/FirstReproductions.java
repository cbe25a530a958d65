package pipefault.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import pipefault.defects.Scenarios;
import pipefault.defects.Writers;
import pipefault.oracle.Verdict;
import pipefault.scenario.RunResult;
import pipefault.scenario.RunSpec;
import pipefault.scenario.Runner;
import pipefault.scenario.Scenario;
import pipefault.scenario.SubjectFactory;
import pipefault.scenario.Variant;
import pipefault.simulation.Schedules;
import pipefault.simulation.SimulatedWorld;

/**
 * How long it takes until a defect of the report shows for the first time, under its scenario's own plan.
 *
 * <p>Each of many seeds begins anew and tries schedule after schedule, each with its control run, until the verdict is
 * the one that the scenario expects of that writer.
 */
final class FirstReproductions {

    private static final int SCHEDULES_MAX = 1_000;
    private static final int WARM_UP = 10;

    private final Runner runner =
            new Runner(seed -> SimulatedWorld.create(seed == 0 ? Schedules.first() : Schedules.random(seed)));

    /** One defect: a scenario with the first variant that shows it on a writer. */
    private record Defect(Scenario scenario, Variant variant, SubjectFactory writer) {

        boolean isShownBy(RunResult result) {
            Set<Verdict> expected = variant.expectedOf(writer.name());
            return expected != null && expected.contains(result.verdict());
        }
    }

    static List<Figure> figures(int seeds) {
        FirstReproductions all = new FirstReproductions();
        List<Figure> figures = new ArrayList<>();
        for (Defect defect : defects()) {
            Figure unusedWarmUp = all.measure(defect, WARM_UP);
            figures.add(all.measure(defect, seeds));
        }
        return figures;
    }

    /** Returns the largest number of schedules that any defect took, over so many seeds. */
    static long mostSchedules(int seeds) {
        FirstReproductions all = new FirstReproductions();
        long most = 0;
        for (Defect defect : defects()) {
            for (int seed = 0; seed < seeds; seed++) {
                most = Math.max(most, all.schedulesUntilFound(defect, 1 + (long) seed * SCHEDULES_MAX));
            }
        }
        return most;
    }

    /** Returns one defect for each scenario and each writer that the report or the reviewed version has it in. */
    private static List<Defect> defects() {
        List<Defect> defects = new ArrayList<>();
        List<SubjectFactory> writers = new ArrayList<>(Writers.asReported());
        writers.add(Writers.asShipped());
        for (Scenario scenario : Scenarios.all()) {
            for (SubjectFactory writer : writers) {
                scenario.variants().stream()
                        .filter(variant -> shows(variant, writer))
                        .findFirst()
                        .ifPresent(variant -> defects.add(new Defect(scenario, variant, writer)));
            }
        }
        return defects;
    }

    private static boolean shows(Variant variant, SubjectFactory writer) {
        Set<Verdict> expected = variant.expectedOf(writer.name());
        return expected != null && expected.stream().noneMatch(Verdict::isGood);
    }

    private Figure measure(Defect defect, int seeds) {
        double[] schedules = new double[seeds];
        double[] millis = new double[seeds];
        for (int seed = 0; seed < seeds; seed++) {
            long start = System.nanoTime();
            schedules[seed] = schedulesUntilFound(defect, 1 + (long) seed * SCHEDULES_MAX);
            millis[seed] = (System.nanoTime() - start) / 1e6;
        }
        double most = max(schedules);
        double longest = max(millis);
        return new Figure(
                "`" + defect.scenario().id() + "/" + defect.variant().name() + "` on `"
                        + defect.writer().name() + "`, " + seeds + " seeds",
                "median " + Figure.number(Slices.median(millis)) + " ms, at most " + Figure.number(longest) + " ms",
                "schedules: median " + Math.round(Slices.median(schedules)) + ", at most " + Math.round(most),
                "",
                "≤ 100 schedules, ≤ 100 ms",
                most <= 100 && longest <= 100);
    }

    private long schedulesUntilFound(Defect defect, long firstSeed) {
        for (int tried = 0; tried < SCHEDULES_MAX; tried++) {
            RunSpec spec = new RunSpec(defect.scenario(), defect.variant(), defect.writer(), firstSeed + tried, null);
            RunResult result = runner.runWithControl(spec).get(1);
            if (defect.isShownBy(result)) {
                return tried + 1L;
            }
        }
        return SCHEDULES_MAX;
    }

    private static double max(double[] values) {
        double max = 0;
        for (double each : values) {
            max = Math.max(max, each);
        }
        return max;
    }
}
