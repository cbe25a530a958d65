package pipefault.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test with the fault moved over every call: one invocation for each call and each answer that Windows may give.
 *
 * <p>The first invocation has no fault. The calls are counted beforehand.
 *
 * <p>With {@link PipefaultTest} that is by playing the body on an instance of the test class that JUnit does not know: without
 * {@code @BeforeEach}, and with no parameters but ours. All runs leave out {@link pipefault.scenario.Run#hazard}, and are made on the
 * simulated kernel only.
 *
 * <p>With {@link ForeignTest} it is by a conversation without faults; of the same call the first six are swept.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@ExtendWith(PipefaultExtension.class)
public @interface Sweep {

    /** The calls that are swept, for example {@code CancelIoEx}; all of them by default. */
    String[] value() default {};

    /** Whether each answer is also given from a call on, and not only once. */
    boolean persistent() default false;
}
