package pipefault.junit;

import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What becomes of the body in one invocation of a {@link PipefaultTest} or a {@link ForeignTest}. */
@FunctionalInterface
interface Playing {

    /** Returns the types of what the body may be given by what is played. */
    default Set<Class<?>> gives() {
        return PipefaultExtension.OF_THE_RUN;
    }

    /** Plays the body; throws where the test is red or aborted. */
    void play(TestBody body, ExtensionContext context) throws Throwable;
}
