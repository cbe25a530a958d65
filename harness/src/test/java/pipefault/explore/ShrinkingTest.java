package pipefault.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShrinkingTest {

    private static final Found.Symptom SYMPTOM = new Found.Symptom("letters", "STUCK", "are bad");
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz";

    private static List<String> words(Shrinking.Shrunk shrunk) {
        return shrunk.found().departures().stream().map(Departure::words).toList();
    }

    private static Shrinking.Shrunk shrink(YesNo program, String chosen) {
        return new Shrinking(program, false, SYMPTOM::isShownBy, () -> false).shrink(program.with(chosen));
    }

    @ParameterizedTest
    @ValueSource(strings = {"b", "j", "x"})
    void the_one_of_three_departures_that_is_needed_is_left(String needed) {
        YesNo program = new YesNo(ALPHABET, true, yes -> yes.contains(needed));

        Shrinking.Shrunk shrunk = shrink(program, "bjx");

        assertThat(words(shrunk)).containsExactly(needed + " goes on instead of nobody");
        assertThat(shrunk.confirmed()).isTrue();
    }

    @Test
    void both_of_two_departures_that_are_needed_are_left() {
        YesNo program = new YesNo(ALPHABET, true, yes -> yes.contains("b") && yes.contains("x"));

        assertThat(words(shrink(program, "bjx")))
                .containsExactly("b goes on instead of nobody", "x goes on instead of nobody");
    }

    @Test
    void nothing_is_left_of_what_the_default_run_shows_too() {
        assertThat(words(shrink(new YesNo(ALPHABET, true, yes -> true), "bjx"))).isEmpty();
    }

    @Test
    void what_shows_something_else_is_not_smaller() {
        YesNo program = new YesNo(ALPHABET, false, yes -> yes.length() == 3);

        assertThat(words(shrink(program, "bjx"))).hasSize(3);
    }

    @Test
    void what_only_several_together_can_do_without_goes_in_parts() {
        // Neither of two that undo each other can go alone.
        YesNo program = new YesNo(
                ALPHABET,
                false,
                yes -> yes.contains("y") && yes.contains("c") == yes.contains("d") && !yes.equals("y"));

        assertThat(words(shrink(program, "bcdy"))).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void what_needs_one_of_many_random_departures_gets_down_to_it(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder letters = new StringBuilder();
        StringBuilder chosen = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            char letter = ALPHABET.charAt(random.nextInt(ALPHABET.length() - 1));
            boolean yes = random.nextInt(3) == 0;
            letters.append(yes ? Character.toUpperCase(letter) : letter);
            chosen.append(yes ? Character.toUpperCase(letter) : "");
        }
        letters.insert(30, 'z');
        YesNo program = new YesNo(letters.toString(), true, yes -> yes.contains("z"));
        Found found = program.with(
                upTo(letters, 30) + "z" + chosen.substring(upTo(letters, 30).length()));

        assertThat(found.departures()).hasSizeGreaterThan(10);
        assertThat(words(new Shrinking(program, false, SYMPTOM::isShownBy, () -> false).shrink(found)))
                .containsExactly("z goes on instead of nobody");
    }

    private static String upTo(CharSequence letters, int end) {
        String head = letters.subSequence(0, end).toString();
        return head.replaceAll("[^A-Z]", "").toUpperCase(Locale.ROOT);
    }

    @Test
    void a_smaller_run_elsewhere_is_found_too() {
        YesNo program = new YesNo(ALPHABET, true, yes -> yes.equals("m") || yes.equals("bjx"));

        assertThat(words(shrink(program, "bjx"))).containsExactly("m goes on instead of nobody");
    }

    @Test
    void the_number_of_tries_is_bounded_and_the_result_says_so() {
        String everything = ALPHABET.repeat(20);
        YesNo program = new YesNo(everything, false, yes -> yes.length() == everything.length());
        Shrinking shrinking = new Shrinking(program, false, SYMPTOM::isShownBy, () -> false);

        Shrinking.Shrunk shrunk = shrinking.shrink(program.with(everything));

        assertThat(shrunk.found().departures()).hasSize(everything.length());
        assertThat(shrunk.confirmed()).isFalse();
        assertThat(shrinking.tries()).isLessThanOrEqualTo(Shrinking.TRIES_MAX + Shrinking.FRESH_MAX);
    }

    @Test
    void somebody_who_has_no_time_gets_the_run_as_it_is() {
        YesNo program = new YesNo(ALPHABET, true, yes -> yes.contains("b"));
        Shrinking shrinking = new Shrinking(program, false, SYMPTOM::isShownBy, () -> true);

        Shrinking.Shrunk shrunk = shrinking.shrink(program.with("bjx"));

        assertThat(shrunk.found().departures()).hasSize(3);
        assertThat(shrunk.confirmed()).isFalse();
        assertThat(shrinking.tries()).isZero();
    }

    @Test
    @Timeout(60)
    void thousands_of_departures_of_each_kind_cost_no_more_tries_than_a_few() {
        List<Question.Kind> kinds = List.of(Question.Kind.SWITCH, Question.Kind.ANSWER, Question.Kind.KERNEL);
        List<Departure> many = new ArrayList<>();
        for (int index = 0; index < 12_000; index++) {
            Question.Kind kind = kinds.get(index % kinds.size());
            many.add(new Departure(kind, index, 1, "departure " + index, ""));
        }
        YesNo program = new YesNo(ALPHABET, true, yes -> false);
        Shrinking shrinking = new Shrinking(program, false, SYMPTOM::isShownBy, () -> false);

        Shrinking.Shrunk shrunk = shrinking.shrink(new Found(many, YesNo.result(true), 1));

        assertThat(shrunk.found().departures()).hasSize(many.size());
        assertThat(shrunk.confirmed()).isFalse();
        assertThat(shrinking.tries()).isLessThanOrEqualTo(Shrinking.TRIES_MAX + Shrinking.FRESH_MAX);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 700, 3_999})
    void one_that_is_needed_of_thousands_is_left(int needed) {
        StringBuilder letters = new StringBuilder("a".repeat(4_000));
        letters.setCharAt(needed, 'z');
        YesNo program = new YesNo(letters.toString(), false, yes -> yes.contains("z"));

        assertThat(words(shrink(program, letters.toString()))).containsExactly("z goes on instead of nobody");
    }
}
