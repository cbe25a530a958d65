package pipefault.inject;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import pipefault.fault.FaultPlan;
import pipefault.platform.Buffer;
import pipefault.platform.CallResult;
import pipefault.platform.ConformanceProbe;
import pipefault.platform.Handle;
import pipefault.platform.Operation;
import pipefault.platform.Overlapped;
import pipefault.platform.Platform;
import pipefault.trace.CallRecord;
import pipefault.world.Actor;
import pipefault.world.NativeKernel;
import pipefault.world.NativeWorld;

/** Several real threads go through one interception. */
class ManyThreadsTest {

    private static final Duration BOUND = Duration.ofSeconds(20);
    private static final int THREADS = 8;
    private static final int CALLS = 500;

    /** A kernel that says yes and remembers nothing. */
    private static final class YesKernel implements NativeKernel {

        private final ConformanceProbe win32 = (ConformanceProbe) Proxy.newProxyInstance(
                YesKernel.class.getClassLoader(),
                new Class<?>[] {ConformanceProbe.class},
                (proxy, method, arguments) -> method.getName().equals("createEvent")
                        ? CallResult.created(Handle.of(8), 0)
                        : CallResult.success());

        @Override
        public ConformanceProbe win32() {
            return win32;
        }

        @Override
        public Operation operation(int bytes) {
            return new ScriptedOperation(bytes);
        }

        @Override
        public void close() {
            // Nothing was taken.
        }
    }

    private final NativeWorld world = new NativeWorld(strays -> new YesKernel());

    @AfterEach
    void close() {
        world.close();
    }

    /** Does this on so many threads at once, each with the role {@code caller}. */
    private void onAll(Interception run, Runnable action) {
        world.run(() -> {
            List<Actor> actors = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                actors.add(world.start("caller", () -> {
                    run.gate("start").pass(BOUND);
                    action.run();
                }));
            }
            boolean all = world.await("all threads", () -> run.gate("start").arrived() == THREADS, BOUND);
            run.gate("start").open();
            boolean ended = world.await("their end", () -> actors.stream().allMatch(Actor::isDone), BOUND);
            assertThat(all && ended).isTrue();
            assertThat(actors).allSatisfy(actor -> assertThat(actor.failure()).isNull());
        });
    }

    @Test
    void each_occurrence_is_hit_by_exactly_one_of_them() {
        Interception run =
                new Interception(world, FaultPlan.parse("SetEvent@caller#1..4000+10 -> fail(ERROR_INVALID_HANDLE)"), 1);
        Platform platform = new FaultInjector(run);
        AtomicInteger failed = new AtomicInteger();
        Handle event = Handle.of(4);

        onAll(run, () -> {
            for (int i = 0; i < CALLS; i++) {
                if (!platform.win32().setEvent(event).ok()) {
                    failed.incrementAndGet();
                }
            }
        });

        assertThat(failed).hasValue(THREADS * CALLS / 10);
        assertThat(run.faultStatus().get(0).times()).isEqualTo(THREADS * CALLS / 10);
        List<CallRecord> records = run.recorder().trace().records();
        assertThat(records).hasSize(2 * THREADS * CALLS);
        for (int i = 1; i < records.size(); i++) {
            assertThat(records.get(i).nanos())
                    .isGreaterThanOrEqualTo(records.get(i - 1).nanos());
        }
    }

    @Test
    void what_several_of_them_see_at_once_is_noted_once() {
        for (int round = 0; round < 50; round++) {
            Interception run = new Interception(world, FaultPlan.NONE, 1);
            Observations observations = run.observations();

            onAll(run, () -> observations.add(Property.ARGUMENTS, "SetEvent gets NULL"));

            assertThat(observations.of(Property.ARGUMENTS)).hasSize(1);
        }
    }

    @Test
    void one_of_them_closes_a_handle_and_the_others_are_told() {
        for (int round = 0; round < 50; round++) {
            Interception run = new Interception(world, FaultPlan.NONE, 1);
            Platform platform = new FaultInjector(run);
            AtomicInteger closed = new AtomicInteger();
            Handle event = platform.win32().createEvent(true, false, null).rawHandle();

            onAll(run, () -> {
                if (platform.win32().closeHandle(event).ok()) {
                    closed.incrementAndGet();
                }
            });

            assertThat(closed).hasValue(1);
            assertThat(run.observations().of(Property.HANDLES)).hasSize(1);
        }
    }

    @Test
    void one_of_them_releases_the_memory() {
        Interception run = new Interception(world, FaultPlan.NONE, 1);
        List<CountedMemory> memories = new ArrayList<>();
        List<InjectedOperation> operations = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            CountedMemory memory = new CountedMemory();
            memories.add(memory);
            operations.add(new InjectedOperation("op-" + i, memory, run));
        }

        onAll(run, () -> operations.forEach(InjectedOperation::release));

        assertThat(memories).allSatisfy(memory -> assertThat(memory.releases).hasValue(1));
    }

    private static final class CountedMemory implements Operation {

        private final ScriptedOperation memory = new ScriptedOperation(1);
        private final AtomicInteger releases = new AtomicInteger();

        @Override
        public Overlapped overlapped() {
            return memory;
        }

        @Override
        public Buffer data() {
            return memory;
        }

        @Override
        public void release() {
            releases.incrementAndGet();
        }

        @Override
        public void releaseOnCompletion(AutoCloseable... rest) {
            throw new UnsupportedOperationException("nothing is pending");
        }
    }

    @Test
    void nobody_stays_behind_when_the_plan_is_lifted() {
        for (int round = 0; round < 200; round++) {
            Interception run = new Interception(world, FaultPlan.parse("SetEvent@caller -> hold(before, in-set)"), 1);
            Platform platform = new FaultInjector(run);
            AtomicInteger first = new AtomicInteger();

            onAll(run, () -> {
                if (first.getAndIncrement() == 0) {
                    run.lift();
                } else {
                    assertThat(platform.win32().setEvent(Handle.of(4)).ok()).isTrue();
                }
            });

            assertThat(run.expiredHolds()).isEmpty();
            assertThat(run.heldThreads()).isZero();
        }
    }
}
