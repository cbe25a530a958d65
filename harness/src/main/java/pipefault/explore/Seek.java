package pipefault.explore;

import java.util.List;

/**
 * Departs where the words of another run's departure fit, near the place where that was: decisions before it have gone.
 *
 * <p>A departure that fits nowhere is left out.
 */
final class Seek implements Decider {

    /** How many decisions earlier or later a departure may come. */
    private static final int REACH = 12;

    private final List<Departure> departures;
    private int next;
    private int index;

    Seek(List<Departure> departures) {
        this.departures = List.copyOf(departures);
    }

    @Override
    public int choose(Question question) {
        int here = index++;
        while (next < departures.size() && departures.get(next).index() + REACH < here) {
            next++;
        }
        if (next == departures.size()) {
            return 0;
        }
        Departure wanted = departures.get(next);
        if (wanted.kind() != question.kind() || wanted.index() - REACH > here) {
            return 0;
        }
        for (int option = 1; option < question.options(); option++) {
            if (question.words(option).equals(wanted.words())) {
                next++;
                return option;
            }
        }
        return 0;
    }
}
