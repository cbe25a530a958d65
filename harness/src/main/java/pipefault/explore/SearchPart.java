package pipefault.explore;

import java.util.function.BooleanSupplier;

/** A part of a search, or all of it, that somebody does a bit at a time: this process or another one. */
public interface SearchPart extends AutoCloseable {

    /** Starts what it takes, and returns when work can begin; what it takes to start is no time of the search. */
    void begin();

    /**
     * Goes on.
     *
     * @param pause is asked now and then, before a run
     * @return how far it has come
     */
    Standing goOn(BooleanSupplier pause);

    /**
     * Makes a run that was seen by some part again, and as small as it gets until then.
     *
     * @param deadline ends it before the next run
     * @param enough is asked now and then, and ends it too
     */
    Smallest shrink(Sighting sighting, Deadline deadline, BooleanSupplier enough);

    /** Ends it. */
    @Override
    void close();
}
