package pipefault.writer;

import java.time.Duration;
import pipefault.platform.Clock;
import pipefault.platform.EventLoop;
import pipefault.platform.Mutex;
import pipefault.platform.Operation;
import pipefault.platform.Platform;
import pipefault.platform.Win32Api;

/** A platform whose loop runs each task at once, on the thread that posts it. */
record InlinePlatform(Platform inner) implements Platform {

    @Override
    public Win32Api win32() {
        return inner.win32();
    }

    @Override
    public Mutex mutex(String name) {
        return inner.mutex(name);
    }

    @Override
    public EventLoop loop() {
        return new EventLoop() {

            @Override
            public boolean post(Object owner, Runnable task) {
                task.run();
                return true;
            }

            @Override
            public void removePosted(Object owner) {
                // Nothing waits here.
            }

            @Override
            public boolean isCurrent() {
                return inner.loop().isCurrent();
            }
        };
    }

    @Override
    public Clock clock() {
        return inner.clock();
    }

    @Override
    public void sleep(Duration duration) {
        inner.sleep(duration);
    }

    @Override
    public Operation operation(int bytes) {
        return inner.operation(bytes);
    }
}
