package pipefault.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import pipefault.platform.Win32Function;

class NamesAndSpellingTest {

    @ParameterizedTest
    @CsvSource({
        "CancelIoExx, CancelIoEx",
        "CancleIoEx, CancelIoEx",
        "cancelioex, CancelIoEx",
        "CancelIo, CancelIo",
        "GetOverlapedResults, GetOverlappedResult",
        "Pst, Post",
        "Writefil, WriteFile",
    })
    void proposes_the_nearest_name(String word, String meant) {
        assertThat(Spelling.nearest(word, FailPoint.names())).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "Frobnicate", "WriteTheFilePlease"})
    void proposes_nothing_for_a_word_that_is_like_none(String word) {
        assertThat(Spelling.nearest(word, FailPoint.names())).isEmpty();
    }

    @Test
    void proposes_the_first_of_equally_near_names() {
        assertThat(Spelling.nearest("bat", List.of("cat", "hat"))).contains("cat");
    }

    @Test
    void does_not_compare_words_of_any_length() {
        String word = "a".repeat(65);

        assertThat(Spelling.nearest(word, List.of(word))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void finds_every_fail_point_by_its_name(FailPoint point) {
        assertThat(FailPoint.named(point.toString())).isEqualTo(point);
    }

    @ParameterizedTest
    @EnumSource
    void finds_every_windows_call_with_both_suffixes(Win32Function function) {
        FailPoint point = FailPoint.of(function);

        assertThat(FailPoint.named(function.windowsName() + "W")).isEqualTo(point);
        assertThat(FailPoint.named(function.windowsName() + "A")).isEqualTo(point);
        assertThat(point.function()).contains(function);
    }

    @Test
    void refuses_an_unknown_name_with_the_nearest_one() {
        assertThatThrownBy(() -> FailPoint.named("CreateEvnt"))
                .isInstanceOf(FaultPlanError.class)
                .hasMessageStartingWith(
                        "unknown fail point 'CreateEvnt'\n  did you mean CreateEvent? known: CreateEvent,");
    }

    @Test
    void what_is_no_windows_call_has_no_suffix() {
        assertThatThrownBy(() -> FailPoint.named("PostW")).isInstanceOf(FaultPlanError.class);
        assertThat(FailPoint.POST.function()).isEmpty();
    }
}
