package pipefault.league;

import pipefault.scenario.RunSpec;

/** Runs the script again; where nothing is left to chance, that is the same run. */
final class PlainRepetition implements Looking {

    @Override
    public String name() {
        return "plain repetition";
    }

    @Override
    public String words() {
        return "Runs the script again. The simulated kernel has no chance of its own, so every repetition is the first run,"
                + " and one run stands for all.";
    }

    @Override
    public boolean takesChance() {
        return false;
    }

    @Override
    public Search begin(RunSpec spec, long budget) {
        return () -> Sight.NOTHING_LEFT;
    }
}
