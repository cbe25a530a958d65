package pipefault.writer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import pipefault.fault.FaultPlan;
import pipefault.inject.FaultInjector;
import pipefault.inject.FaultStatus;
import pipefault.inject.Interception;
import pipefault.inject.Observation;
import pipefault.inject.Property;
import pipefault.pipe.Payload;
import pipefault.pipe.Peer;
import pipefault.pipe.PipePair;
import pipefault.platform.Handle;
import pipefault.platform.Platform;
import pipefault.simulation.Schedule;
import pipefault.simulation.Schedules;
import pipefault.simulation.SimulatedWorld;
import pipefault.world.Actor;
import pipefault.world.WorldGate;

/** A writer on a simulated pipe with a stalled peer, and everything that a run of it must satisfy. */
final class WriterBench {

    static final int QUOTA = 4096;
    static final int SMALL = 100;
    static final int LARGE = 20_000;
    static final Duration BOUND = Duration.ofSeconds(5);

    private static final int RANDOM_SCHEDULES = 60;
    private static final int STREAM = 7;

    /** What a bench is set up with. */
    record Setup(PipeWriterOptions options, String plan, WriterSteps steps, boolean postsInline) {

        static Setup owning() {
            return new Setup(PipeWriterOptions.server().owningHandle(), "", new WriterSteps(), false);
        }

        Setup with(PipeWriterOptions other) {
            return new Setup(other, plan, steps, postsInline);
        }

        Setup with(String faults) {
            return new Setup(options, faults, steps, postsInline);
        }

        Setup with(WriterSteps others) {
            return new Setup(options, plan, others, postsInline);
        }

        /** Lets the loop run each task at once, on the thread that posts it. */
        Setup inline() {
            return new Setup(options, plan, steps, true);
        }
    }

    private final Setup setup;
    private final SimulatedWorld world;
    private final Interception interception;
    private final Platform platform;
    private final PipePair pipe;
    private final Peer peer;
    private final Actor owner;
    private final List<String> told = new ArrayList<>();
    private final Payload payload = Payload.of(STREAM, 1 << 17);
    private @Nullable PipeWriter writer;
    private Consumer<String> onTold = event -> {};
    private long accepted;
    private long reported;
    private boolean repetitionAllowed;
    private boolean mayMiss;

    private WriterBench(Setup setup, SimulatedWorld world) {
        this.setup = setup;
        this.world = world;
        interception = new Interception(world, FaultPlan.parse(setup.plan()), 1);
        Platform injector = new FaultInjector(interception);
        platform = setup.postsInline() ? new InlinePlatform(injector) : injector;
        PipePair.End end =
                setup.options().end() == PipeWriterOptions.End.SERVER ? PipePair.End.SERVER : PipePair.End.CLIENT;
        pipe = PipePair.open(world, new PipePair.Settings(QUOTA, end));
        peer = Peer.stalled(world, pipe);
        owner = world.start("owner", world.loop()::run);
    }

    /** Runs a script under the default schedule and under many random ones, and checks what must hold at the end. */
    static void underManySchedules(Setup setup, Consumer<WriterBench> script) {
        run("first", Schedules.first(), setup, script);
        for (int seed = 1; seed <= RANDOM_SCHEDULES; seed++) {
            run("random " + seed, Schedules.random(seed), setup, script);
            run("random with kernel " + seed, Schedules.randomWithKernel(seed), setup, script);
        }
    }

    /** Runs a script under one schedule, and checks nothing but what the script does. */
    static void once(Schedule schedule, Setup setup, Consumer<WriterBench> script) {
        try (SimulatedWorld world = new SimulatedWorld(schedule)) {
            world.run(() -> script.accept(new WriterBench(setup, world)));
        }
    }

    private static void run(String name, Schedule schedule, Setup setup, Consumer<WriterBench> script) {
        AtomicReference<@Nullable WriterBench> bench = new AtomicReference<>();
        try (SimulatedWorld world = new SimulatedWorld(schedule)) {
            world.run(() -> {
                WriterBench created = new WriterBench(setup, world);
                bench.set(created);
                script.accept(created);
                created.finish();
            });
        } catch (RuntimeException | Error e) {
            WriterBench broken = bench.get();
            throw new AssertionError(
                    "under schedule \"" + name + "\": " + e.getMessage()
                            + (broken == null ? "" : "\n" + broken.describe()),
                    e);
        }
    }

    // What a script can do.

    void open() {
        if (setup.options().ownsHandle()) {
            interception.handles().given(pipe.handOverSubjectEnd(), "pipe", true);
        } else {
            interception.handles().given(pipe.subjectEnd(), "pipe", false);
        }
        onOwner(() -> writer = create());
    }

    /** Opens a writer on the calling thread, without any step around it. */
    PipeWriter create() {
        return createOn(pipe.subjectEnd());
    }

    PipeWriter createOn(Handle handle) {
        return new PipeWriter(platform, handle, setup.options(), new Recorder(), setup.steps());
    }

    PipeWriter writer() {
        PipeWriter open = writer;
        if (open == null) {
            throw new AssertionError("the bench has no open writer");
        }
        return open;
    }

    boolean write(int bytes) {
        AtomicBoolean taken = new AtomicBoolean();
        onOwner(() -> taken.set(writeHere(bytes)));
        return taken.get();
    }

    /** Writes on the calling thread. */
    boolean writeHere(int bytes) {
        boolean taken = writer().write(payload.slice((int) accepted, (int) accepted + bytes));
        accepted += taken ? bytes : 0;
        return taken;
    }

    /** Returns the next bytes to be written, and counts them as accepted. */
    byte[] next(int bytes) {
        accepted += bytes;
        return payload.slice((int) accepted - bytes, (int) accepted);
    }

    boolean waitForWrite(Duration bound) {
        AtomicBoolean answer = new AtomicBoolean();
        onOwner(() -> answer.set(writer().waitForWrite(bound)));
        return answer.get();
    }

    /** Runs a step on the owner thread and waits for it. */
    void onOwner(Runnable step) {
        await(startOnOwner(step), "the owner's step");
    }

    /** Starts a step on the owner thread. */
    Step startOnOwner(Runnable step) {
        Step started = new Step(step);
        assertThat(world.loop().post(this, started)).isTrue();
        return started;
    }

    /** Starts a step on a thread of its own. */
    Step startOn(String role, Runnable step) {
        Step started = new Step(step);
        world.start(role, started);
        return started;
    }

    void await(Step step, String what) {
        assertThat(world.await(what, () -> step.done, BOUND))
                .as(what + " returns within " + BOUND.toSeconds() + " s")
                .isTrue();
        Throwable thrown = step.thrown;
        if (thrown != null) {
            throw new AssertionError(what + " threw " + thrown, thrown);
        }
    }

    void awaitTold(String event) {
        assertThat(world.await(event, () -> told.contains(event), BOUND))
                .as("told \"" + event + "\" among " + told)
                .isTrue();
    }

    void awaitReported(long bytes) {
        assertThat(world.await(bytes + " reported bytes", () -> reported >= bytes, BOUND))
                .as(bytes + " bytes are reported, told " + told)
                .isTrue();
        assertThat(reported).isEqualTo(bytes);
    }

    void awaitAt(WorldGate gate) {
        assertThat(world.await("somebody at gate " + gate.name(), () -> gate.arrived() > 0, BOUND))
                .as("a thread arrives at gate " + gate.name())
                .isTrue();
    }

    void sleep(Duration time) {
        world.sleep(time);
    }

    WorldGate gate(String name) {
        return interception.gate(name);
    }

    Peer peer() {
        return peer;
    }

    Platform platform() {
        return platform;
    }

    List<String> told() {
        return told;
    }

    long reported() {
        return reported;
    }

    long accepted() {
        return accepted;
    }

    Interception interception() {
        return interception;
    }

    List<String> toldWithoutWarnings() {
        return told.stream().filter(event -> !event.startsWith("warning")).toList();
    }

    /** Lets the listener do something besides recording. */
    void whenTold(Consumer<String> reaction) {
        onTold = reaction;
    }

    /** Says that under some schedules the writer does not need the call that the plan is about. */
    void faultsMayMiss() {
        mayMiss = true;
    }

    /** Says that the plan makes a careful writer send bytes twice: a count is smaller than what was written. */
    void allowRepetition() {
        repetitionAllowed = true;
    }

    Stream<Observation> observations() {
        return Stream.of(Property.values()).flatMap(property -> interception.observations().of(property).stream());
    }

    // What must hold.

    private void finish() {
        for (FaultStatus status : interception.faultStatus()) {
            assertThat(status.times() > 0 || mayMiss)
                    .as("the fault \"" + status.fault() + "\" fires; " + status.nearMiss())
                    .isTrue();
        }
        interception.lift();
        PipeWriter open = writer;
        if (open != null) {
            onOwner(open::close);
            int before = told.size();
            peer.drain();
            pipe.closeSubjectEnd();
            assertThat(peer.awaitEnd(BOUND)).as("the peer sees the end").isTrue();
            sleep(Duration.ofSeconds(3));
            assertThat(told.subList(before, told.size()))
                    .as("told after close had returned")
                    .isEmpty();
            assertThat(toldWithoutWarnings()).last().isEqualTo("closed");
            assertThat(told.stream().filter(event -> event.equals("closed"))).hasSize(1);
        }
        world.loop().close();
        peer.stop();
        world.await("the owner to end", owner::isDone, BOUND);
        assertThat(observations()).isEmpty();
        assertThat(interception.handles().open()).as("handles left open").isEmpty();
        assertThat(interception.operations().pending())
                .as("operations still pending")
                .isEmpty();
        assertThat(interception.operations().unreleased())
                .as("operations not released")
                .isEmpty();
        assertThat(world.strayExceptions()).isEmpty();
        if (!repetitionAllowed) {
            assertThat(payload.firstDifference(peer.received()))
                    .as("position at which the received bytes differ")
                    .isEmpty();
            assertThat(peer.count()).as("received bytes").isLessThanOrEqualTo(accepted);
        }
        assertThat(reported).as("reported bytes").isLessThanOrEqualTo(peer.count());
    }

    private String describe() {
        StringBuilder text = new StringBuilder("told ")
                .append(told)
                .append(", accepted ")
                .append(accepted)
                .append(", received ")
                .append(peer.count())
                .append('\n');
        world.whoWaitsForWhat().lines().forEach(line -> text.append(line).append('\n'));
        interception
                .recorder()
                .trace()
                .records()
                .forEach(call -> text.append(call.sequence())
                        .append(' ')
                        .append(call.actor())
                        .append(' ')
                        .append(call.kind())
                        .append(' ')
                        .append(call.point())
                        .append(' ')
                        .append(call.text())
                        .append('\n'));
        return text.toString();
    }

    /** Something that a thread does, and what became of it. */
    static final class Step implements Runnable {

        private final Runnable body;
        private volatile boolean done;
        private volatile @Nullable Throwable thrown;

        private Step(Runnable body) {
            this.body = body;
        }

        boolean isDone() {
            return done;
        }

        @Override
        public void run() {
            try {
                body.run();
            } catch (RuntimeException | AssertionError e) {
                thrown = e;
            } finally {
                done = true;
            }
        }
    }

    private final class Recorder implements PipeWriterListener {

        @Override
        public void written(long bytes) {
            reported += bytes;
            tell("written " + bytes);
        }

        @Override
        public void failed(int errorCode) {
            tell("failed " + errorCode);
        }

        @Override
        public void warning(String text, int errorCode) {
            tell("warning " + text + " " + errorCode);
        }

        @Override
        public void closed() {
            tell("closed");
        }

        private void tell(String event) {
            world.yieldPoint("listener");
            told.add(event);
            onTold.accept(event);
        }
    }
}
