package pipefault.scenario;

import java.time.Duration;

/** The bounds of a run, all in one place; real time on the native kernel, virtual time in simulation. */
public final class Bounds {

    /** How long a public method of a subject may take. */
    public static final Duration STEP = Duration.ofSeconds(3);

    /** How long an accepted write may take to be reported once the peer reads. */
    public static final Duration REPORT = Duration.ofSeconds(3);

    /** How long a quick question, such as bytes pending, may take. */
    public static final Duration QUERY = Duration.ofSeconds(1);

    /** How long the recovery phase may take. */
    public static final Duration RECOVERY = Duration.ofSeconds(3);

    /** How long the driver waits for something that it arranged itself, before the run is a harness error. */
    public static final Duration ARRANGED = Duration.ofSeconds(5);

    /** How long the peer may take to see the end of a pipe whose other end was closed. */
    static final Duration END_OF_PIPE = Duration.ofSeconds(2);

    /** How long late completions may take once the peer has closed its end. */
    public static final Duration LATE_COMPLETIONS = Duration.ofSeconds(2);

    /** How often a driver that waits looks for a deadlock; the same cycle twice in a row is one. */
    static final Duration DEADLOCK_LOOK = Duration.ofMillis(250);

    private Bounds() {}
}
