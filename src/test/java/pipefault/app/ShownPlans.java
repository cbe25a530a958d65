package pipefault.app;

import java.util.ArrayList;
import java.util.List;
import pipefault.defects.PlainScenario;
import pipefault.defects.Scenarios;
import pipefault.defects.Writers;
import pipefault.fault.FaultPlan;
import pipefault.scenario.RunResult;
import pipefault.scenario.RunSpec;
import pipefault.scenario.Runner;
import pipefault.scenario.Scenario;

/** A list of fault plans on a page, each played, with how often its faults fired and what the run showed. */
final class ShownPlans {

    /** What stands between a plan and what became of it. */
    private static final String GAP = "   ";

    private static final String COMMENT = "#";
    private static final long SEED = 1;

    private ShownPlans() {}

    /** Plays each line that is a plan against {@code SCENARIO/variant WRITER}; comments and empty lines stay. */
    static String played(String what, String shown) {
        String[] named = what.split("[/ ]", -1);
        Scenario scenario = Scenarios.named(named[0]).orElseGet(PlainScenario::scenario);
        Runner runner = Runner.simulated();
        List<String> plans =
                shown.lines().map(line -> line.split(GAP, 2)[0].strip()).toList();
        int width = plans.stream()
                .filter(ShownPlans::isPlan)
                .mapToInt(String::length)
                .max()
                .orElse(0);
        List<String> lines = new ArrayList<>();
        for (String plan : plans) {
            String aligned = plan + " ".repeat(Math.max(0, width - plan.length())) + GAP;
            lines.add(isPlan(plan) ? aligned + became(plan, runner, scenario, named) : plan);
        }
        return String.join("\n", lines) + "\n";
    }

    private static String became(String plan, Runner runner, Scenario scenario, String... named) {
        RunResult result = runner.runWithControl(new RunSpec(
                        scenario,
                        scenario.variant(named[1]).orElseThrow(),
                        Writers.named(named[2]).orElseThrow(),
                        SEED,
                        FaultPlan.parse(plan)))
                .get(1);
        int times = result.fired().stream().mapToInt(RunResult.Fired::times).sum();
        return "fired " + times + ", " + result.verdict();
    }

    private static boolean isPlan(String line) {
        return !line.isEmpty() && !line.startsWith(COMMENT);
    }
}
