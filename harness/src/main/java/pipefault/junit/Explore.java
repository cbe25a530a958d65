package pipefault.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A {@link PipefaultTest} over many schedules: who runs next, what the kernel does, and what calls answer are searched.
 *
 * <p>One invocation. It fails with all kinds of findings, each made small, and with the report of the simplest; each comes with the
 * {@link Replay} that makes it again. How far it came is published as a report entry, so that a green one says it too. The body
 * is played once for each schedule, on one instance. On the simulated kernel only.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@ExtendWith(PipefaultExtension.class)
public @interface Explore {

    /** How many schedules are tried at the most: a third of them within the bound, simple ones first, the others at random. */
    int schedules() default 1_000;

    /** How far a schedule may depart from the default: switches of threads, faults, departures of the kernel; 0 to 9 each. */
    String bound() default "1,1,1";
}
