package pipefault.explore;

/**
 * How many decisions of each kind a run takes when nothing special happens.
 *
 * <p>Counts while it decides; every run that it decides is the default one.
 */
public final class Shape implements Decider {

    private final Counts counts = new Counts();

    @Override
    public int choose(Question question) {
        counts.add(question.kind(), 1);
        return 0;
    }

    /** Returns how many decisions of a kind there were. */
    public int count(Question.Kind kind) {
        return counts.of(kind);
    }
}
