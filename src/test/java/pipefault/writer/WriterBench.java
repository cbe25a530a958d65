package pipefault.writer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import pipefault.fault.FaultPlan;
import pipefault.inject.FaultInjector;
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

    // What the final checks see, besides what a script sees.
    final SimulatedWorld world;
    final PipePair pipe;
    final Actor owner;
    final Payload payload = Payload.of(STREAM, 1 << 17);
    boolean repetitionAllowed;
    boolean mayMiss;

    @Nullable
    PipeWriter writer;

    private final Setup setup;
    private final Interception interception;
    private final Platform platform;
    private final Peer peer;
    private final Told told;
    private long accepted;

    private WriterBench(Setup setup, SimulatedWorld world) {
        this.setup = setup;
        this.world = world;
        told = new Told(world);
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
                new FinalChecks(created).run();
            });
        } catch (RuntimeException | Error e) {
            WriterBench broken = bench.get();
            throw new AssertionError(
                    "under schedule \"" + name + "\": " + e.getMessage()
                            + (broken == null ? "" : "\n" + broken.describe()),
                    e);
        }
    }

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
        return new PipeWriter(platform, handle, setup.options(), told, setup.steps());
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
        assertThat(world.await(what, () -> step.isDone(), BOUND))
                .as(what + " returns within " + BOUND.toSeconds() + " s")
                .isTrue();
        Throwable thrown = step.thrown();
        if (thrown != null) {
            throw new AssertionError(what + " threw " + thrown, thrown);
        }
    }

    void awaitTold(String event) {
        assertThat(world.await(event, () -> told.events().contains(event), BOUND))
                .as("told \"" + event + "\" among " + told.events())
                .isTrue();
    }

    void awaitReported(long bytes) {
        assertThat(world.await(bytes + " reported bytes", () -> told.reported() >= bytes, BOUND))
                .as(bytes + " bytes are reported, told " + told.events())
                .isTrue();
        assertThat(told.reported()).isEqualTo(bytes);
    }

    /** Waits until the kernel is done with every operation. */
    void awaitNothingPending() {
        assertThat(world.await(
                        "completions", () -> interception.operations().pending().isEmpty(), BOUND))
                .as("the kernel is done with " + interception.operations().pending())
                .isTrue();
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
        return told.events();
    }

    long reported() {
        return told.reported();
    }

    long accepted() {
        return accepted;
    }

    Interception interception() {
        return interception;
    }

    List<String> toldWithoutWarnings() {
        return told.withoutWarnings();
    }

    /** Lets the listener do something besides recording. */
    void whenTold(Consumer<String> reaction) {
        told.react(reaction);
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

    private String describe() {
        StringBuilder text = new StringBuilder("told ")
                .append(told.events())
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
}
