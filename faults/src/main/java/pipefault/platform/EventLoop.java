package pipefault.platform;

/** The queue of tasks that the owner thread of a subject works off, one after another. */
public interface EventLoop {

    /**
     * Queues a task for the owner thread and returns at once.
     *
     * @param owner whom the task belongs to; see {@link #removePosted}
     * @return false if the loop does not take tasks any more; the task will then never run
     */
    boolean post(Object owner, Runnable task);

    /** Drops the tasks of this owner that have not started. */
    void removePosted(Object owner);

    /** Tells whether the calling thread is the owner thread. */
    boolean isCurrent();
}
