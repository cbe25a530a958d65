package pipefault.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static pipefault.fault.FailPoint.WRITE_FILE;
import static pipefault.fault.Fault.on;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TriggerTest {

    @ParameterizedTest
    @CsvSource({
        "WriteFile, 1 2 3 4 5 6 7 8 9",
        "WriteFile#1, 1",
        "WriteFile#4, 4",
        "WriteFile#2..4, 2 3 4",
        "WriteFile#2..4+2, 2 4",
        "WriteFile#2..5+2, 2 4",
        "WriteFile#7.., 7 8 9",
        "WriteFile#2..+3, 2 5 8",
    })
    void selects_the_occurrences_that_it_names(String trigger, String selected) {
        Trigger read = Fault.parse(trigger + " -> pass").trigger();

        assertThat(IntStream.rangeClosed(1, 9).filter(read::selects).mapToObj(Integer::toString))
                .containsExactly(selected.split(" "));
    }

    @Test
    void chance_hits_the_same_calls_for_the_same_seed() {
        Trigger trigger = Fault.parse("WriteFile%25 -> pass").trigger();

        assertThat(hits(trigger, 42, 0)).isEqualTo(hits(trigger, 42, 0));
        assertThat(hits(trigger, 42, 0)).isNotEqualTo(hits(trigger, 43, 0));
        assertThat(hits(trigger, 42, 0)).as("another fault of the same plan").isNotEqualTo(hits(trigger, 42, 1));
    }

    @ParameterizedTest
    @CsvSource({"1", "25", "50", "99"})
    void chance_hits_about_as_often_as_it_says(int percent) {
        Trigger trigger = Fault.parse("WriteFile%" + percent + " -> pass").trigger();

        for (long seed = 0; seed < 5; seed++) {
            assertThat(hits(trigger, seed, 0).size() / 100.0).isBetween(percent - 2.0, percent + 2.0);
        }
    }

    @Test
    void chance_hits_selected_occurrences_only() {
        Trigger trigger = Fault.parse("WriteFile#10..20%50 -> pass").trigger();

        assertThat(hits(trigger, 7, 0))
                .isNotEmpty()
                .allSatisfy(n -> assertThat(n).isBetween(10, 20));
    }

    @Test
    void without_a_chance_every_selected_occurrence_is_hit() {
        assertThat(hits(Trigger.ANY, 1, 0)).hasSize(10_000);
    }

    @Test
    void admits_the_numbered_threads_of_a_role() {
        Trigger trigger = Fault.parse("WriteFile@pool -> pass").trigger();

        assertThat(trigger.admits("pool")).isTrue();
        assertThat(trigger.admits("pool-2")).isTrue();
        assertThat(trigger.admits("pool-worker")).isFalse();
        assertThat(trigger.admits("pool-")).isFalse();
        assertThat(trigger.admits("owner")).isFalse();
        assertThat(trigger.admits((String) null)).isFalse();
    }

    @Test
    void without_a_role_admits_every_thread() {
        assertThat(Trigger.ANY.admits("owner")).isTrue();
        assertThat(Trigger.ANY.admits((String) null)).isTrue();
    }

    @Test
    void admits_the_arguments_that_its_condition_wants() {
        Fault fault = on(WRITE_FILE)
                .where("longer than 10", arguments -> arguments.get(0) instanceof Integer n && n > 10)
                .pass();

        assertThat(fault.trigger().admits(List.of(11))).isTrue();
        assertThat(fault.trigger().admits(List.of(10))).isFalse();
        assertThat(fault).hasToString("WriteFile{longer than 10} -> pass");
    }

    private static List<Integer> hits(Trigger trigger, long seed, int faultIndex) {
        return IntStream.rangeClosed(1, 10_000)
                .filter(n -> trigger.selects(n, seed, faultIndex))
                .boxed()
                .toList();
    }
}
