package pipefault.world;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import pipefault.platform.Clock;
import pipefault.platform.EventLoop;
import pipefault.platform.Mutex;
import pipefault.platform.Operation;
import pipefault.platform.Platform;
import pipefault.platform.ThreadpoolWait;
import pipefault.platform.Win32Api;
import pipefault.platform.Win32Function;

/**
 * A world of real threads that pass the points of a simulated run in its order.
 *
 * <p>The points are those at which the threads of a simulated world take turns: the entry and the return of each call, of
 * each lock, unlock and post, and the first and last step of a callback.
 */
public final class OrderedWorld implements World {

    private static final Map<String, String> WINDOWS_NAMES = windowsNames();

    private final World world;
    private final PassageOrder order;
    private final Platform platform;
    private final AtomicInteger waits = new AtomicInteger();
    private final ThreadLocal<@Nullable String> callback = new ThreadLocal<>();

    /** Puts the threads of a fresh world in order. */
    public OrderedWorld(World world, PassageOrder order) {
        this.world = world;
        this.order = order;
        order.on(world);
        Win32Api calls = world.platform().win32();
        InvocationHandler ordered = (proxy, method, arguments) -> call(calls, method, arguments);
        Win32Api win32 = (Win32Api)
                Proxy.newProxyInstance(OrderedWorld.class.getClassLoader(), new Class<?>[] {Win32Api.class}, ordered);
        platform = new OrderedPlatform(win32, new OrderedLoop(world.platform().loop()));
    }

    private static Map<String, String> windowsNames() {
        Map<String, String> names = new HashMap<>();
        for (Win32Function function : Win32Function.values()) {
            String name = function.windowsName();
            names.put(Character.toLowerCase(name.charAt(0)) + name.substring(1), name);
        }
        return Map.copyOf(names);
    }

    private @Nullable Object call(Win32Api calls, Method method, Object @Nullable [] arguments) throws Throwable {
        String name = WINDOWS_NAMES.get(method.getName());
        Object[] passed = arguments;
        if (arguments != null && arguments.length == 1 && arguments[0] instanceof ThreadpoolWait.Callback user) {
            passed = new Object[] {ordered(user)};
        }
        if (name != null) {
            point(name, false);
        }
        Object answer;
        try {
            answer = method.invoke(calls, passed);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
        if (name != null) {
            point(name, true);
        }
        return answer;
    }

    private ThreadpoolWait.Callback ordered(ThreadpoolWait.Callback user) {
        String name = Passage.callbackOf(waits.incrementAndGet());
        return waitResult -> {
            callback.set(name);
            try {
                point(Passage.CALLBACK_BEGINS, false);
                point(Passage.CALLBACK, false);
                user.run(waitResult);
                point(Passage.CALLBACK, true);
            } finally {
                callback.remove();
            }
        };
    }

    private void point(String name, boolean returning) {
        String inCallback = callback.get();
        Actor actor = world.current();
        if (actor != null) {
            order.at(inCallback == null ? actor.name() : inCallback, name, returning);
        }
    }

    private final class OrderedLoop implements EventLoop {

        private final EventLoop loop;

        OrderedLoop(EventLoop loop) {
            this.loop = loop;
        }

        @Override
        public boolean post(Object owner, Runnable task) {
            point("Post", false);
            boolean taken = loop.post(owner, task);
            point("Post", true);
            return taken;
        }

        @Override
        public void removePosted(Object owner) {
            loop.removePosted(owner);
        }

        @Override
        public boolean isCurrent() {
            return loop.isCurrent();
        }
    }

    private final class OrderedMutex implements Mutex {

        private final Mutex mutex;

        OrderedMutex(Mutex mutex) {
            this.mutex = mutex;
        }

        @Override
        public String name() {
            return mutex.name();
        }

        @Override
        public void lock() {
            point("Lock", false);
            point(Passage.LOCK_TAKEN, false);
            mutex.lock();
            point("Lock", true);
        }

        @Override
        public void unlock() {
            point("Unlock", false);
            mutex.unlock();
            point("Unlock", true);
        }

        @Override
        public boolean isHeldByCurrentThread() {
            return mutex.isHeldByCurrentThread();
        }
    }

    private final class OrderedPlatform implements Platform {

        private final Win32Api win32;
        private final EventLoop loop;

        OrderedPlatform(Win32Api win32, EventLoop loop) {
            this.win32 = win32;
            this.loop = loop;
        }

        @Override
        public Win32Api win32() {
            return win32;
        }

        @Override
        public Mutex mutex(String name) {
            return new OrderedMutex(world.platform().mutex(name));
        }

        @Override
        public EventLoop loop() {
            return loop;
        }

        @Override
        public Clock clock() {
            return world.platform().clock();
        }

        @Override
        public void sleep(Duration duration) {
            world.platform().sleep(duration);
        }

        @Override
        public Operation operation(int bytes) {
            return world.platform().operation(bytes);
        }
    }

    @Override
    public Kernel kernel() {
        return world.kernel();
    }

    @Override
    public Platform platform() {
        return platform;
    }

    @Override
    public void run(Runnable body) {
        world.run(body);
    }

    @Override
    public Actor start(String role, Runnable body) {
        return world.start(role, body);
    }

    @Override
    public OwnerLoop loop() {
        return world.loop();
    }

    @Override
    public @Nullable Actor current() {
        return world.current();
    }

    @Override
    public <T> T foreignCall(@Nullable String blockingIn, Supplier<T> call) {
        return world.foreignCall(blockingIn, call);
    }

    @Override
    public WorldGate gate(String name) {
        return world.gate(name);
    }

    @Override
    public boolean await(String what, BooleanSupplier condition, @Nullable Duration bound) {
        return world.await(what, condition, bound);
    }

    @Override
    public void sleep(Duration duration) {
        world.sleep(duration);
    }

    @Override
    public Duration elapsed() {
        return world.elapsed();
    }

    @Override
    public void yieldPoint(String label) {
        point(label, false);
        world.yieldPoint(label);
    }

    @Override
    public WaitGraph whoWaitsForWhat() {
        return world.whoWaitsForWhat();
    }

    @Override
    public List<Throwable> strayExceptions() {
        return world.strayExceptions();
    }

    @Override
    public List<String> strangers() {
        return world.strangers();
    }

    @Override
    public List<String> caveats() {
        return world.caveats();
    }

    @Override
    public int abort() {
        return world.abort();
    }

    @Override
    public void close() {
        world.close();
    }
}
