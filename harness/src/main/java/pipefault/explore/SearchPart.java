package pipefault.explore;

import java.util.function.BooleanSupplier;

/** A part of a search, or all of it, that somebody does a bit at a time: this process or another one. */
public interface SearchPart extends AutoCloseable {

    /**
     * Goes on.
     *
     * @param pause is asked now and then, before a run
     * @return how far it has come
     */
    Standing goOn(BooleanSupplier pause);

    /**
     * Makes a run that was seen by some part again, and as small as it gets.
     *
     * @param enough is asked before each run, and ends it
     */
    Smallest shrink(Sighting sighting, BooleanSupplier enough);

    /** Ends it. */
    @Override
    void close();
}
