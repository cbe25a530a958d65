package pipefault.explore;

import java.util.SplittableRandom;

/** Spreads a few faults and departures of the kernel over a run, each place as likely as the other. */
final class Spice {

    private final SplittableRandom random;
    private final double departure;
    private final double fault;
    private int departuresLeft;
    private int faultsLeft;

    /**
     * @param departure the chance that the kernel departs, per decision, as long as the bound allows it
     */
    Spice(SplittableRandom random, Bound bound, Shape shape, double departure) {
        this.random = random;
        this.departure = departure;
        departuresLeft = bound.departures();
        faultsLeft = bound.faults() == 0 ? 0 : random.nextInt(bound.faults() + 1);
        fault = Math.min(1, 2.0 * faultsLeft / Math.max(1, shape.count(Question.Kind.ANSWER)));
    }

    int choose(Question question) {
        boolean answer = question.kind() == Question.Kind.ANSWER;
        int left = answer ? faultsLeft : departuresLeft;
        if (left == 0 || random.nextDouble() >= (answer ? fault : departure)) {
            return 0;
        }
        if (answer) {
            faultsLeft--;
        } else {
            departuresLeft--;
        }
        return 1 + random.nextInt(question.options() - 1);
    }
}
