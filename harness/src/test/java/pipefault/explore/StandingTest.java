package pipefault.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StandingTest {

    private static final Sighting.Kind STUCK =
            new Sighting.Kind(new Found.Symptom("termination", "STUCK", "waits"), List.of());

    private static Sighting seen(Sighting.Kind kind, long at, int... decisions) {
        return new Sighting(
                kind,
                kind.points().size(),
                0,
                Arrays.stream(decisions)
                        .mapToObj(decision -> new Way.Step(decision, 1))
                        .toList(),
                at,
                "trace");
    }

    private static Sighting.Kind faulted(String... points) {
        return new Sighting.Kind(new Found.Symptom("termination", "STUCK", "waits"), List.of(points));
    }

    private static Standing standing(boolean exhausted, Sighting... sightings) {
        return new Standing(10, 7, 2, 1, 99, 5, exhausted, true, List.of(sightings));
    }

    @Test
    void counts_and_digests_add_up_and_only_all_together_have_exhausted() {
        Standing sum = Standing.sum(List.of(standing(true), standing(false)));

        assertThat(sum).isEqualTo(new Standing(20, 14, 4, 2, 198, 5, false, true, List.of()));
    }

    @Test
    void of_one_kind_the_simplest_is_kept_with_the_earliest_number() {
        Standing one = standing(true, seen(STUCK, 3, 4, 9));
        Standing other = standing(true, seen(STUCK, 8, 4, 8));

        assertThat(Standing.sum(List.of(one, other)).sightings()).containsExactly(seen(STUCK, 3, 4, 8));
        assertThat(Standing.sum(List.of(other, one)).sightings()).containsExactly(seen(STUCK, 3, 4, 8));
    }

    @Test
    void the_same_with_another_fault_is_left_out_where_one_is_enough() {
        Sighting alone = seen(faulted("CancelIoEx"), 1, 1);
        Sighting both = seen(faulted("CancelIoEx", "CloseHandle"), 1, 1, 2);
        Sighting others = seen(faulted("CreateEvent", "CloseHandle"), 1, 3, 4);
        Sighting none = seen(STUCK, 1, 5, 6);

        assertThat(Standing.sum(List.of(standing(true, both, none), standing(true, alone, others)))
                        .sightings())
                .containsExactly(alone, none, others);
    }
}
