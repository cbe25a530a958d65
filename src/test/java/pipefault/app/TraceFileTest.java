package pipefault.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The trace file of a report is one that trace viewers take. */
class TraceFileTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A name for the thread, and on it a call, a nested pair, an instant, an asynchronous pair and a flow. */
    private static final String RIGHT = """
            {"displayTimeUnit": "ms", "traceEvents": [
              {"name": "thread_name", "ph": "M", "pid": 1, "tid": 2, "args": {"name": "owner"}},
              {"name": "a", "ph": "X", "pid": 1, "tid": 2, "ts": 0, "dur": 5},
              {"name": "b", "ph": "B", "pid": 1, "tid": 2, "ts": 6.5},
              {"name": "b", "ph": "E", "pid": 1, "tid": 2, "ts": 7},
              {"name": "c", "ph": "i", "pid": 1, "tid": 2, "ts": 8, "s": "p"},
              {"name": "d", "ph": "b", "pid": 1, "tid": 2, "ts": 8, "cat": "lock", "id": "1"},
              {"name": "d", "ph": "e", "pid": 1, "tid": 2, "ts": 9, "cat": "lock", "id": "1"},
              {"name": "f", "ph": "s", "pid": 1, "tid": 2, "ts": 9, "cat": "flow", "id": 7},
              {"name": "f", "ph": "f", "pid": 1, "tid": 2, "ts": 9, "cat": "flow", "id": 7}
            ]}""";

    @TempDir
    private Path temporary;

    @ParameterizedTest
    @CsvSource({
        "D1-deadlock/dispatched, wait-under-lock, STUCK",
        "D1a-memory/cancel-fails, as-shipped, MEMORY_UNSAFE",
    })
    void of_a_bad_run_has_nothing_that_a_viewer_refuses(String scenario, String writer, String verdict)
            throws IOException {
        Typed typed = Typed.type(
                "run",
                scenario,
                "--writer",
                writer,
                "--kernel",
                "simulated",
                "--report",
                temporary.resolve("report").toString());
        JsonNode file = JSON.readTree(Files.readString(temporary.resolve("report/trace.json")));

        assertThat(typed.out()).contains(verdict);
        assertThat(TraceEventFormat.problems(file)).isEmpty();
        assertThat(file.path("traceEvents").findValuesAsText("ph")).contains("M", "X", "i", "b", "e");
        assertThat(file.path("traceEvents").findValuesAsText("name"))
                .contains("process_name", "thread_name", "decisive moment")
                .anySatisfy(name -> assertThat(name).endsWith(": " + verdict));
    }

    @Test
    void a_right_file_has_no_problems() throws IOException {
        assertThat(TraceEventFormat.problems(JSON.readTree(RIGHT))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"ph\": \"X\"                            | \"ph\": \"Y\"           | ph is no phase",
                "\"ph\": \"X\", \"pid\": 1                | \"ph\": \"X\", \"pid\": \"1\" | pid and tid are numbers",
                "\"tid\": 2, \"ts\": 0                    | \"tid\": 3, \"ts\": 0   | no thread_name for 1/3",
                "\"ts\": 0,                               | \"ts\": \"0\",          | ts is a number",
                "\"ts\": 0,                               | \"ts\": -1,             | ts is a number",
                ", \"dur\": 5                             | ``                      | dur is a number",
                "\"ph\": \"E\"                            | \"ph\": \"B\"           | B without E on 1/2",
                "\"ph\": \"B\"                            | \"ph\": \"E\"           | E without B",
                "\"s\": \"p\"                             | \"s\": \"x\"            | s is g, p or t",
                "\"ts\": 9, \"cat\": \"lock\", \"id\": \"1\" | \"ts\": 9, \"cat\": \"lock\", \"id\": \"2\" | e without b",
                "\"ts\": 8, \"cat\": \"lock\", \"id\": \"1\" | \"ts\": 8, \"cat\": \"lock\"  | id is a text or a number",
                "\"ph\": \"s\"                            | \"ph\": \"t\"           | a flow that never began",
                "\"name\": \"thread_name\"                | \"name\": \"thread\"    | no name of metadata",
                "{\"name\": \"owner\"}                    | {}                      | args.name is a text",
                "\"traceEvents\"                          | \"events\"              | traceEvents is no list",
            })
    void each_mistake_is_seen(String right, String wrong, String problem) throws IOException {
        assertThat(RIGHT).contains(right);
        String broken = RIGHT.replaceFirst(
                java.util.regex.Pattern.quote(right), java.util.regex.Matcher.quoteReplacement(wrong));

        assertThat(TraceEventFormat.problems(JSON.readTree(broken)))
                .anySatisfy(each -> assertThat(each).contains(problem));
    }
}
