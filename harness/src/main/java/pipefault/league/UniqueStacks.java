package pipefault.league;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import pipefault.explore.AnswerMenu;
import pipefault.fault.FailPoint;
import pipefault.scenario.RunSpec;

/** Fails one call of each place in the program: what was called from the same stack counts as the same. */
final class UniqueStacks implements Looking {

    private static final StackWalker STACK = StackWalker.getInstance();

    /** A call and from where it was made. */
    private record Place(FailPoint point, List<String> stack) {}

    /** An answer of a call; calls are counted as {@link OneCall} does. */
    private record Turn(int number, int answer) {}

    @Override
    public String name() {
        return "unique stacks";
    }

    @Override
    public String words() {
        return "Notes in the first run from which stacks calls are made, and gives the first call from each stack each answer"
                + " of the catalogue, one in each run. Threads run in the usual order.";
    }

    @Override
    public boolean takesChance() {
        return false;
    }

    @Override
    public Search begin(RunSpec spec, long budget) {
        Deque<Turn> turns = turns(spec);
        return () -> {
            Turn turn = turns.poll();
            return turn == null ? Sight.NOTHING_LEFT : Track.run(spec, new OneCall(turn.number(), turn.answer()));
        };
    }

    /** The default run once more, to look at its stacks: it is the league's first, and is not counted again. */
    private static Deque<Turn> turns(RunSpec spec) {
        Deque<Turn> turns = new ArrayDeque<>();
        Set<Place> seen = new HashSet<>();
        int[] calls = {0};
        Sight unused = Track.run(spec, (point, occurrence) -> {
            int answers = AnswerMenu.once(point, occurrence).size();
            if (answers > 0) {
                calls[0]++;
                if (seen.add(new Place(point, stack()))) {
                    for (int answer = 0; answer < answers; answer++) {
                        turns.add(new Turn(calls[0], answer));
                    }
                }
            }
            return null;
        });
        return turns;
    }

    private static List<String> stack() {
        return STACK.walk(frames -> frames.map(
                        frame -> frame.getClassName() + "." + frame.getMethodName() + "@" + frame.getByteCodeIndex())
                .collect(Collectors.toList()));
    }
}
