package pipefault.junit;

import org.junit.jupiter.api.extension.ExtensionContext;

/** What becomes of the body in one invocation of a {@link PipefaultTest}. */
@FunctionalInterface
interface Playing {

    /** Plays the body; throws where the test is red or aborted. */
    void play(TestBody body, ExtensionContext context) throws Throwable;
}
