package pipefault.explore;

/** Decides what is open in one run, in the order in which it comes up; not thread-safe, since a run asks one by one. */
@FunctionalInterface
public interface Decider {

    /** Chooses an option, from 0 to one less than {@link Question#options}. */
    int choose(Question question);
}
