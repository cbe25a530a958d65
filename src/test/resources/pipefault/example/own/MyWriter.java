package com.example;

import java.time.Duration;
import pipefault.platform.Handle;
import pipefault.platform.Platform;
import pipefault.scenario.Listener;
import pipefault.scenario.Subject;
import pipefault.scenario.SubjectFactory;

/** A writer that does nothing yet, and what opens it. */
public final class MyWriter implements SubjectFactory, Subject {

    @Override
    public String name() {
        return "mine"; // on the command line and in reports
    }

    @Override
    public boolean ownsHandle() {
        return false; // close leaves the pipe handle to whoever opened it
    }

    @Override
    public Subject open(Platform platform, Handle pipe, Listener listener) {
        return new MyWriter(); // one for each run: runs share nothing
    }

    @Override
    public boolean write(byte[] data) {
        return true;
    }

    @Override
    public long bytesPending() {
        return 0;
    }

    @Override
    public boolean waitForWrite(Duration bound) {
        return false;
    }

    @Override
    public void stop() {}

    @Override
    public void close() {}
}
