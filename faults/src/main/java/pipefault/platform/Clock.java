package pipefault.platform;

/** Tells how much time has passed; virtual in simulation. */
public interface Clock {

    /** Returns nanoseconds since an arbitrary origin; only differences mean anything. */
    long nanoTime();
}
