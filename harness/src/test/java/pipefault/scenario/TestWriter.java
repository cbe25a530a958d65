package pipefault.scenario;

import pipefault.platform.Handle;
import pipefault.platform.Platform;

/** A way to open a writer of a test. */
record TestWriter(String name, boolean isSpecimen, Opening opening) implements SubjectFactory {

    /** Opens a writer. */
    interface Opening {
        Subject open(Platform platform, Handle pipe, Listener listener);
    }

    /** A writer that all oracles judge. */
    static TestWriter of(Opening opening) {
        return new TestWriter("test", false, opening);
    }

    /** A writer that the oracles of the question judge. */
    static TestWriter specimen(Opening opening) {
        return new TestWriter("test", true, opening);
    }

    @Override
    public boolean ownsHandle() {
        return false;
    }

    @Override
    public Subject open(Platform platform, Handle pipe, Listener listener) {
        return opening.open(platform, pipe, listener);
    }
}
