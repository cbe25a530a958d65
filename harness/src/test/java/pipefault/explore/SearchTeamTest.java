package pipefault.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
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
            5);

    /** Counts a run each time until it has made so many. */
    private static SearchPart counting(int runs) {
        return new SearchPart() {
            private int made;

            @Override
            public Standing goOn(BooleanSupplier pause) {
                made++;
                return new Standing(made, made, 0, 0, 3L * made, 9, made == runs, made == runs, List.of(SEEN));
            }

            @Override
            public Smallest shrink(Sighting sighting, BooleanSupplier enough) {
                return new Smallest(new Way("a", "b", "c", false, sighting.steps()), true, "");
            }

            @Override
            public void close() {}
        };
    }

    /** A process that dies of the first question, or never answers it. */
    static final class BrokenWorker {

        public static void main(String[] arguments) {
            PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
            WorkerService.serve(System.in, out, request -> {
                if (arguments[0].equals("dies")) {
                    out.println("these are my last words");
                    Runtime.getRuntime().halt(7);
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
            public Standing goOn(BooleanSupplier pause) {
                while (!pause.getAsBoolean()) {
                    Thread.onSpinWait();
                }
                return part.goOn(pause);
            }

            @Override
            public Smallest shrink(Sighting sighting, BooleanSupplier enough) {
                return part.shrink(sighting, enough);
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
            assertThat(team.shrink(List.of(SEEN), enough::get)).containsExactly(Optional.empty());
        }
    }

    @Test
    void several_sightings_are_made_small_each_in_its_place() {
        Sighting other = new Sighting(SEEN.kind(), 0, 0, List.of(new Way.Step(4, 1)), 5);
        try (SearchTeam team = new SearchTeam(List.of(counting(4), counting(6)))) {
            assertThat(team.shrink(List.of(SEEN, other), () -> false))
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
}
