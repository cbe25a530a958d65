package pipefault.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProseTest {

    @Test
    void one_is_no_plural() {
        assertThat(Prose.counted(0, "run")).isEqualTo("0 runs");
        assertThat(Prose.counted(1, "run")).isEqualTo("1 run");
        assertThat(Prose.counted(2, "run")).isEqualTo("2 runs");
    }

    @Test
    void wraps_between_words() {
        assertThat(Prose.wrap("one two three", 7)).isEqualTo(List.of("one two", "three"));
    }

    @Test
    void breaks_a_word_that_is_longer_than_a_line() {
        assertThat(Prose.wrap("a abcdefgh", 4)).isEqualTo(List.of("a", "abcd", "efgh"));
    }

    @Test
    void shows_that_lines_were_cut_off() {
        assertThat(Prose.wrap("one two three four five", 7, 2)).isEqualTo(List.of("one two", "thre..."));
        assertThat(Prose.wrap("one two a bcd ef", 7, 2)).isEqualTo(List.of("one two", "a bc..."));
    }

    @Test
    void makes_a_sentence_of_a_clause() {
        assertThat(Prose.sentence("stop did not return")).isEqualTo("Stop did not return.");
    }

    @Test
    void keeps_control_characters_out_of_a_line() {
        assertThat(Prose.cut("a\tb\u001b[31m", 10)).isEqualTo("a b [31m");
    }
}
