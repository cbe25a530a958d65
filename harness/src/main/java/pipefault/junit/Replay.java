package pipefault.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A {@link PipefaultTest} that makes the run of a finding of {@link Explore} again, alone and in simulation.
 *
 * <p>Put it in the place of {@code @Explore}. The token belongs to the test that it was found by, as it was then.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@ExtendWith(PipefaultExtension.class)
public @interface Replay {

    /** The token from the report. */
    String value();
}
