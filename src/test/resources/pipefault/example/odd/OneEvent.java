package com.example;

import pipefault.platform.Handle;
import pipefault.platform.Platform;
import pipefault.scenario.Listener;
import pipefault.scenario.Subject;
import pipefault.scenario.SubjectFactory;

/** A writer with one event: a question about a second one does not apply to it. */
public final class OneEvent {

    private OneEvent() {}

    /** What opens it. */
    public static final class Factory implements SubjectFactory {
        @Override
        public String name() {
            return "one-event";
        }

        @Override
        public boolean ownsHandle() {
            return false;
        }

        @Override
        public Subject open(Platform platform, Handle pipe, Listener listener) {
            return new SampleWriter(platform, pipe, listener);
        }
    }
}
