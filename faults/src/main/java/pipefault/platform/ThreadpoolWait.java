package pipefault.platform;

/** A thread-pool wait object (PTP_WAIT); each platform has its own kind and refuses those of others. */
public interface ThreadpoolWait {

    /** What runs on a thread of the pool when the wait ends. */
    @FunctionalInterface
    interface Callback {

        /**
         * Runs on a pool thread; calls for one wait object may overlap if it is re-armed early (fact TP19).
         *
         * @param waitResult {@link Win32Error#WAIT_OBJECT_0} or {@link Win32Error#WAIT_TIMEOUT}
         */
        void run(int waitResult);
    }
}
