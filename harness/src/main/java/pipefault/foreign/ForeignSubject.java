package pipefault.foreign;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import pipefault.inject.Interception;

/** Pipe code of others, with what it takes to drive it and to catch its calls; found by {@code ServiceLoader}. */
public interface ForeignSubject {

    /** Which end of the pipe the subject has. */
    enum Side {
        /** It opens a pipe that is there. */
        CLIENT,
        /** It makes the pipe and waits for somebody to open it. */
        SERVER
    }

    /** Returns the name on the command line and in reports; letters, digits and hyphens. */
    String name();

    /** Returns which end of the pipe it has. */
    Side side();

    /** Returns how its calls are caught, in words that complete "through". */
    String caughtBy();

    /**
     * Lets its calls meet the faults of a run.
     *
     * @return what undoes that; closed in reverse order when the run is over
     */
    List<AutoCloseable> intercept(Interception interception);

    /** Returns what the kernel here makes necessary, so that it can be driven at all; nothing by default. */
    default Optional<Workaround> workaround() {
        return Optional.empty();
    }

    /** Returns how long opening may take: longer than other calls only if the subject itself says that it tries for so long. */
    default Duration opensWithin() {
        return Conversation.BOUND;
    }

    /**
     * Opens an endpoint: connects, or waits for the peer to connect.
     *
     * @param pipe the full name of the pipe, {@code \\.\pipe\} included
     */
    Endpoint open(String pipe) throws IOException;
}
