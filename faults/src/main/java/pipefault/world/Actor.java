package pipefault.world;

import org.jspecify.annotations.Nullable;

/** A thread of a world. */
public interface Actor {

    /** Returns the unique name, for example {@code owner} or {@code pool-2}. */
    String name();

    /** Returns the role, for example {@code owner} or {@code pool}; triggers go by it. */
    String role();

    /** Tells whether the body has ended. */
    boolean isDone();

    /** Returns what the body threw, or null. */
    @Nullable
    Throwable failure();
}
