package pipefault.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Threads that take steps, with a few questions to the kernel and about answers; small enough to count by hand. */
final class ToyProgram {

    private final int[] steps;
    private final int answersPerStep;

    /**
     * @param answersPerStep how many other answers each step may get; 0 for none
     */
    ToyProgram(int answersPerStep, int... steps) {
        this.steps = steps.clone();
        this.answersPerStep = answersPerStep;
    }

    /** Makes one run; the text says who took which step, with which answer. */
    String run(Decider decider) {
        StringBuilder trace = new StringBuilder();
        int[] left = steps.clone();
        int current = -1;
        while (IntStream.of(left).sum() > 0) {
            List<Integer> ready = ready(left, current);
            boolean stays = current >= 0 && left[current] > 0;
            current = ready.get(ready.size() == 1 ? 0 : decider.choose(new Asked(Question.Kind.SWITCH, stays, ready)));
            left[current]--;
            trace.append((char) ('a' + current));
            if (answersPerStep > 0) {
                List<Integer> answers =
                        IntStream.rangeClosed(0, answersPerStep).boxed().toList();
                trace.append(decider.choose(new Asked(Question.Kind.ANSWER, false, answers)));
            }
        }
        return trace.toString();
    }

    private static List<Integer> ready(int[] left, int current) {
        List<Integer> ready = new ArrayList<>();
        if (current >= 0 && left[current] > 0) {
            ready.add(current);
        }
        for (int thread = 0; thread < left.length; thread++) {
            if (thread != current && left[thread] > 0) {
                ready.add(thread);
            }
        }
        return ready;
    }

    /** A question whose options are numbers of threads, or of answers. */
    record Asked(Question.Kind kind, boolean canStay, List<Integer> all) implements Question {

        @Override
        public int options() {
            return all.size();
        }

        @Override
        public int actor(int option) {
            return all.get(option);
        }

        @Override
        public String words(int option) {
            return String.valueOf(all.get(option));
        }
    }
}
