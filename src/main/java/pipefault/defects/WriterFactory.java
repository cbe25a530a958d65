package pipefault.defects;

import pipefault.platform.Handle;
import pipefault.platform.Platform;
import pipefault.scenario.Listener;
import pipefault.scenario.Subject;
import pipefault.scenario.SubjectFactory;

/** A named way to open one of our writers. */
record WriterFactory(String name, boolean ownsHandle, boolean isSpecimen, Opening opening) implements SubjectFactory {

    /** Opens a writer. */
    @FunctionalInterface
    interface Opening {

        /** See {@link SubjectFactory#open}. */
        Subject open(Platform platform, Handle pipe, Listener listener);
    }

    @Override
    public Subject open(Platform platform, Handle pipe, Listener listener) {
        return opening.open(platform, pipe, listener);
    }

    @Override
    public String toString() {
        return name;
    }
}
