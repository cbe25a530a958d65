package pipefault.explore;

import pipefault.simulation.Decision;

/** Something that is open in a run; a view that is valid while it is asked only. */
public interface Question {

    /** What is asked; a {@link Bound} limits how often each is answered with another option than 0. */
    enum Kind {
        /** Who goes on; 0 is the current thread if it can, else the next in turn. */
        SWITCH,
        /** What the kernel does; 0 is what it usually does. */
        KERNEL,
        /** What a call answers; 0 is what the kernel says. */
        ANSWER
    }

    /** Returns what is asked. */
    Kind kind();

    /** Tells whether the current thread could go on, so that any option but 0 pre-empts it. */
    boolean canStay();

    /** Returns how many options there are, at least 2; 0 is the default. */
    int options();

    /** Returns the number of the actor that an option lets run; {@link Decision#KERNEL_WORK} for anything else. */
    int actor(int option);

    /** Returns what it means to choose an option other than the default; costs a string. */
    String words(int option);
}
