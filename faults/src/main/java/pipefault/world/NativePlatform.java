package pipefault.world;

import java.time.Duration;
import pipefault.platform.Clock;
import pipefault.platform.EventLoop;
import pipefault.platform.Mutex;
import pipefault.platform.Operation;
import pipefault.platform.Platform;
import pipefault.platform.Win32Api;

/** What a {@link NativeWorld} offers to subjects and peers. */
record NativePlatform(NativeWorld world, NativeKernel kernel, Win32Api win32, EventLoop loop) implements Platform {

    @Override
    public Mutex mutex(String name) {
        return world.mutex(name);
    }

    @Override
    public Clock clock() {
        return System::nanoTime;
    }

    @Override
    public void sleep(Duration duration) {
        world.sleep(duration);
    }

    @Override
    public Operation operation(int bytes) {
        world.enter();
        return kernel.operation(bytes);
    }
}
