package pipefault.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import pipefault.world.World;

/**
 * The kernels on which a test runs, one invocation each; without it a {@link PipefaultTest} runs on the simulated one, and a
 * {@link ForeignTest} on the real one.
 *
 * <p>On a real kernel runs take place in the JVM of the test, one after another. Where this JVM has none, the invocation is
 * aborted with the reason. On a class it holds for the methods that have none of their own.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
@ExtendWith(PipefaultExtension.class)
public @interface Kernel {

    /** At least one, each once. */
    World.Kernel[] value();
}
