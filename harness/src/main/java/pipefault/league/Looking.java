package pipefault.league;

import pipefault.scenario.RunSpec;

/** A way of looking for defects: says which runs are made, one after another; has no state of its own. */
public interface Looking {

    /** Returns what it is called in a table. */
    String name();

    /** Returns what it does, as a sentence. */
    String words();

    /** Tells whether the seed of a run decides something; else one search says what each would. */
    boolean takesChance();

    /** Tells whether the budget decides which runs come first; else a search with less is the beginning of one with more. */
    default boolean dividesBudget() {
        return false;
    }

    /**
     * Begins a search. Its first run is the league's: the default one, without a fault and in the usual order.
     *
     * @param spec what is run; its seed decides what is left to chance
     * @param budget how many runs there may be, the first one included
     */
    Search begin(RunSpec spec, long budget);

    /** A search that goes on run by run; for one thread. */
    interface Search {

        /** Makes the next run. */
        Sight next();
    }

    /** What a run has shown. */
    enum Sight {
        /** Nothing that an oracle objects to. */
        GOOD,
        /** Something bad. */
        BAD,
        /** There was no run: this way has nothing new to try. */
        NOTHING_LEFT
    }
}
