package pipefault.league;

import java.util.List;
import java.util.SplittableRandom;
import pipefault.explore.AnswerMenu;
import pipefault.fault.Fault;
import pipefault.scenario.RunSpec;

/** Fails each call with the same small chance. */
final class RandomFaults implements Looking {

    private static final double CHANCE = 0.02;

    @Override
    public String name() {
        return "random faults";
    }

    @Override
    public String words() {
        return "Gives each call, with a chance of 2 %, an answer drawn from the catalogue. Threads run in the usual order.";
    }

    @Override
    public boolean takesChance() {
        return true;
    }

    @Override
    public Search begin(RunSpec spec, long budget) {
        SplittableRandom seeds = new SplittableRandom(spec.seed());
        return () -> {
            SplittableRandom random = seeds.split();
            return Track.run(spec, (point, occurrence) -> {
                List<Fault> answers = AnswerMenu.once(point, occurrence);
                return answers.isEmpty() || random.nextDouble() >= CHANCE
                        ? null
                        : answers.get(random.nextInt(answers.size()));
            });
        };
    }
}
