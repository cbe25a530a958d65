package pipefault.league;

import pipefault.scenario.RunSpec;

/** Fails the first call, then the second, and so on, until a run ends before its turn comes. */
final class FailNth implements Looking {

    @Override
    public String name() {
        return "fail-nth";
    }

    @Override
    public String words() {
        return "Gives call 1, then call 2, 3, ... of the script each answer of the catalogue, one in each run, until there is"
                + " no such call. Threads run in the usual order.";
    }

    @Override
    public boolean takesChance() {
        return false;
    }

    @Override
    public Search begin(RunSpec spec, long budget) {
        return new Search() {
            private int number = 1;
            private int answer;
            private boolean over;

            @Override
            public Sight next() {
                if (over) {
                    return Sight.NOTHING_LEFT;
                }
                OneCall fault = new OneCall(number, answer);
                Sight sight = Track.run(spec, fault);
                over = !fault.fired();
                number += fault.hasMore() ? 0 : 1;
                answer = fault.hasMore() ? answer + 1 : 0;
                return sight;
            }
        };
    }
}
