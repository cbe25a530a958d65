package pipefault.defects;

import pipefault.platform.Handle;
import pipefault.platform.Platform;
import pipefault.scenario.Listener;
import pipefault.scenario.Subject;
import pipefault.scenario.SubjectFactory;

/** A factory that another one does the work for. */
abstract class Forwarding implements SubjectFactory {

    private final SubjectFactory factory;

    Forwarding(SubjectFactory factory) {
        this.factory = factory;
    }

    @Override
    public String name() {
        return factory.name();
    }

    @Override
    public boolean ownsHandle() {
        return factory.ownsHandle();
    }

    @Override
    public boolean isSpecimen() {
        return factory.isSpecimen();
    }

    @Override
    public Subject open(Platform platform, Handle pipe, Listener listener) {
        return factory.open(platform, pipe, listener);
    }
}
