package pipefault.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pipefault.fault.FaultPlan;
import pipefault.oracle.Oracles;
import pipefault.platform.Handle;
import pipefault.platform.Platform;
import pipefault.scenario.HarnessError;
import pipefault.scenario.Listener;
import pipefault.scenario.RecoveryMode;
import pipefault.scenario.RunSpec;
import pipefault.scenario.Scenario;
import pipefault.scenario.Subject;
import pipefault.scenario.SubjectFactory;
import pipefault.scenario.Variant;
import pipefault.scenario.WorkerService;
import pipefault.scenario.Workers;

/** Parts of a search side by side: what they come to together, and what becomes of one that goes wrong. */
class SearchTeamTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final Sighting SEEN = new Sighting(
            new Sighting.Kind(new Found.Symptom("termination", "STUCK", "waits"), List.of()),
            0,
            0,
            List.of(new Way.Step(3, 1)),
            5,
            "trace");

    /** Counts a run each time until it has made so many. */
    private static SearchPart counting(int runs) {
        return new SearchPart() {
            private int made;

            @Override
            public void begin() {}

            @Override
            public Standing goOn(BooleanSupplier pause) {
                made++;
                return new Standing(made, made, 0, 0, 3L * made, 9, made == runs, made == runs, List.of(SEEN));
            }

            @Override
            public Smallest shrink(Sighting sighting, Deadline deadline, BooleanSupplier enough) {
                return new Smallest(new Way("a", "b", "c", false, sighting.steps()), true, "");
            }

            @Override
            public void close() {}
        };
    }

    /** A process that dies of the first question, never answers it, or takes all the time that it is given. */
    static final class BrokenWorker {

        private static final Pattern MILLIS = Pattern.compile("\"millis\":([0-9]+)");

        public static void main(String[] arguments) {
            PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
            WorkerService.serve(System.in, out, request -> {
                if (arguments[0].equals("dies")) {
                    out.println("these are my last words");
                    Runtime.getRuntime().halt(7);
                }
                if (arguments[0].equals("punctual")) {
                    Matcher millis = MILLIS.matcher(request);
                    LockSupport.parkNanos(millis.find() ? Long.parseLong(millis.group(1)) * 1_000_000 : 0);
                    return "{\"smallest\":{\"way\":{\"scenario\":\"a\",\"variant\":\"b\",\"writer\":\"c\",\"faults\":false,"
                            + "\"steps\":[]},\"confirmed\":false,\"traceDigest\":\"\"}}";
                }
                while (true) {
                    LockSupport.park();
                }
            });
        }
    }

    private static SearchPart broken(String how, Duration bound) {
        SubjectFactory nobody = new SubjectFactory() {
            @Override
            public String name() {
                return "nobody";
            }

            @Override
            public boolean ownsHandle() {
                return false;
            }

            @Override
            public Subject open(Platform platform, Handle pipe, Listener listener) {
                throw new IllegalStateException("never opened here");
            }
        };
        Variant variant = new Variant("only", FaultPlan.NONE, run -> {});
        Scenario scenario =
                new Scenario("toy", "Why?", Oracles.deciding(), RecoveryMode.FRESH_SUBJECT, List.of(variant));
        return new IsolatedSearch(
                Workers.sameJvm(BrokenWorker.class.getName(), List.of(how)),
                new RunSpec(scenario, variant, nobody, 1, null),
                SearchPlan.exhausting(new Bound(1, 0, 0), Shard.ALL),
                bound);
    }

    @Test
    void goes_on_until_all_parts_are_done() {
        try (SearchTeam team = new SearchTeam(List.of(counting(4), counting(6)))) {
            team.work(() -> false, standing -> {});

            assertThat(team.standing()).isEqualTo(new Standing(10, 10, 0, 0, 30, 9, true, true, List.of(SEEN)));
            assertThat(team.failure()).isNull();
        }
    }

    @Test
    void asks_each_part_for_a_pause_now_and_then_so_that_it_can_tell_how_far_it_is() {
        SearchPart part = counting(3);
        SearchPart untilPaused = new SearchPart() {
            @Override
            public void begin() {}

            @Override
            public Standing goOn(BooleanSupplier pause) {
                while (!pause.getAsBoolean()) {
                    Thread.onSpinWait();
                }
                return part.goOn(pause);
            }

            @Override
            public Smallest shrink(Sighting sighting, Deadline deadline, BooleanSupplier enough) {
                return part.shrink(sighting, deadline, enough);
            }

            @Override
            public void close() {}
        };
        try (SearchTeam team = new SearchTeam(List.of(untilPaused))) {
            team.work(() -> false, standing -> {});

            assertThat(team.standing().runs()).isEqualTo(3);
        }
    }

    @Test
    void stops_when_it_is_enough_and_knows_what_there_was() {
        AtomicBoolean enough = new AtomicBoolean(true);
        try (SearchTeam team = new SearchTeam(List.of(counting(4)))) {
            team.work(enough::get, standing -> {});

            assertThat(team.standing().done()).isFalse();
            assertThat(team.shrink(List.of(SEEN), Deadline.in(LONG), enough::get))
                    .containsExactly(Optional.empty());
        }
    }

    @Test
    void several_sightings_are_made_small_each_in_its_place() {
        Sighting other = new Sighting(SEEN.kind(), 0, 0, List.of(new Way.Step(4, 1)), 5, "trace");
        try (SearchTeam team = new SearchTeam(List.of(counting(4), counting(6)))) {
            assertThat(team.shrink(List.of(SEEN, other), Deadline.in(LONG), () -> false))
                    .extracting(small -> small.orElseThrow().way().steps())
                    .containsExactly(SEEN.steps(), other.steps());
        }
    }

    @Test
    void a_process_that_dies_is_an_error_of_ours_and_what_the_others_found_stays_known() {
        try (SearchTeam team = new SearchTeam(List.of(counting(Integer.MAX_VALUE), broken("dies", LONG)))) {
            team.work(() -> false, standing -> {});

            assertThat(team.failure())
                    .isInstanceOf(HarnessError.class)
                    .hasMessageContaining("the worker process")
                    .hasMessageContaining("died")
                    .hasMessageContaining("these are my last words");
            assertThat(team.standing().runs()).isPositive();
            assertThat(team.standing().exhausted()).isFalse();
            assertThat(team.standing().sightings()).containsExactly(SEEN);
        }
    }

    @Test
    void a_process_that_does_not_answer_is_an_error_of_ours() {
        try (SearchTeam team = new SearchTeam(List.of(broken("hangs", SHORT)))) {
            team.work(() -> false, standing -> {});

            assertThat(team.failure())
                    .isInstanceOf(HarnessError.class)
                    .hasMessageContaining("did not answer within 500 ms");
        }
    }

    @Test
    void a_process_may_take_the_time_that_it_is_given_to_make_something_small() {
        try (SearchTeam team = new SearchTeam(List.of(broken("punctual", SHORT)))) {
            assertThat(team.shrink(List.of(SEEN), Deadline.in(SHORT.multipliedBy(2)), () -> false))
                    .singleElement()
                    .satisfies(
                            small -> assertThat(small.orElseThrow().confirmed()).isFalse());
            assertThat(team.failure()).isNull();
        }
    }

    /** Has seen something at once, and then goes on until it is closed, or longer. */
    private static final class Late implements SearchPart {

        private final CountDownLatch end = new CountDownLatch(1);
        private final boolean endsByForce;
        private boolean seen;

        Late(boolean endsByForce) {
            this.endsByForce = endsByForce;
        }

        @Override
        public void begin() {}

        @Override
        public Standing goOn(BooleanSupplier pause) {
            if (seen) {
                try {
                    end.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                throw new HarnessError("ended by force");
            }
            seen = true;
            return new Standing(1, 1, 1, 0, 7, 3, false, false, List.of(SEEN));
        }

        @Override
        public Smallest shrink(Sighting sighting, Deadline deadline, BooleanSupplier enough) {
            throw new HarnessError("asked although it has been ended");
        }

        @Override
        public void close() {
            if (endsByForce) {
                end.countDown();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_a_part_has_seen_that_is_late_stays_known_and_is_left_as_it_was_found(boolean endsByForce) {
        AtomicBoolean enough = new AtomicBoolean();
        try (SearchTeam team = new SearchTeam(List.of(new Late(endsByForce)), 2)) {
            team.work(enough::get, standing -> enough.set(standing.runs() > 0));

            assertThat(team.standing().sightings()).containsExactly(SEEN);
            assertThat(team.shrink(List.of(SEEN), Deadline.in(LONG), () -> false))
                    .containsExactly(Optional.empty());
            assertThat(team.failure()).isNull();
        }
    }
}
