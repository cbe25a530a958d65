package pipefault.twin;

/** One thread at a time may do something, and that one again from inside; nobody ever waits here. */
interface Turn {

    /** Takes the turn, or takes it again; false if it is another thread's. */
    boolean enter();

    /** Gives the turn back, or one level of it. */
    void exit();

    /** Tells whether the calling thread has the turn. */
    boolean isMine();
}
