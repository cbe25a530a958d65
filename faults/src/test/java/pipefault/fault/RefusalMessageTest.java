package pipefault.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What the reader of a bad plan gets to see, against {@code refusals.txt}.
 *
 * <p>{@code -Dgolden.update=true} writes the file anew from the inputs in it; the next run compares.
 */
class RefusalMessageTest {

    private static final String GOLDEN = "/pipefault/fault/refusals.txt";

    @TestFactory
    Stream<DynamicTest> says_where_and_what_is_allowed() {
        List<Example> examples = examples();
        if (Boolean.getBoolean("golden.update")) {
            rewrite(examples);
        }
        return examples.stream()
                .map(example -> DynamicTest.dynamicTest(
                        example.title(), () -> assertThat(refusalOf(example)).isEqualTo(example.message())));
    }

    @Test
    void carries_the_place_and_the_proposal_as_values() {
        FaultPlanError error = catchThrowableOfType(
                FaultPlanError.class, () -> FaultPlan.parse("WriteFile#1 -> pass\n CancelIoExx#1 -> fail(5)"));

        assertThat(error.line()).isEqualTo(2);
        assertThat(error.column()).isEqualTo(2);
        assertThat(error.offset()).isEqualTo(21);
        assertThat(error.found()).isEqualTo("CancelIoExx");
        assertThat(error.nearest()).contains("CancelIoEx");
        assertThat(error.allowed()).isEqualTo(FailPoint.names());
        assertThat(error.text()).startsWith("WriteFile#1");
    }

    @Test
    void names_the_thread_roles_that_exist() {
        FaultPlanError error = catchThrowableOfType(
                FaultPlanError.class, () -> FaultPlan.parse("WriteFile@pol#1 -> pass", List.of("owner", "pool")));

        assertThat(error).hasMessage("""
                        unknown thread role 'pol' at column 11
                          WriteFile@pol#1 -> pass
                                    ^^^
                          did you mean pool? known: owner, pool""");
    }

    private static String refusalOf(Example example) {
        FaultPlanError error = catchThrowableOfType(FaultPlanError.class, () -> FaultPlan.parse(example.input()));
        assertThat(error).as("refusal of %s", example.input()).isNotNull();
        return String.valueOf(error.getMessage());
    }

    private static List<Example> examples() {
        try (var in = RefusalMessageTest.class.getResourceAsStream(GOLDEN)) {
            assertThat(in).as(GOLDEN).isNotNull();
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r", "");
            return Stream.of(text.split("(?m)^=== ")).skip(1).map(Example::of).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void rewrite(List<Example> examples) {
        String text = examples.stream()
                .map(example ->
                        "=== " + example.title() + "\n" + example.input() + "\n---\n" + refusalOf(example) + "\n")
                .collect(Collectors.joining());
        try {
            Files.writeString(Path.of("src/test/resources" + GOLDEN), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Example(String title, String input, String message) {

        static Example of(String block) {
            String[] titleAndRest = block.split("\n", 2);
            String[] inputAndMessage = titleAndRest[1].split("\n---\n", 2);
            return new Example(
                    titleAndRest[0],
                    inputAndMessage[0].stripTrailing(),
                    inputAndMessage.length == 1 ? "" : inputAndMessage[1].stripTrailing());
        }
    }
}
