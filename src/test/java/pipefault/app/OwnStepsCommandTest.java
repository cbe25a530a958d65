package pipefault.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A claim that brings its steps is answered like one that names a scenario, and its token holds them. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class OwnStepsCommandTest {

    private static final String REPORT = Path.of("..", "docs", "own-steps.yaml").toString();
    private static final String CANCEL_FAILS = "CancelIoEx -> fail(ERROR_ACCESS_DENIED)";

    @TempDir
    private Path temporary;

    private Typed triage(String oracle, String plan, List<String> steps, String... more) throws IOException {
        Path report = temporary.resolve("report.yaml");
        Files.writeString(
                report,
                String.join(
                        "\n",
                        "title: a report",
                        "origin: a friend",
                        "subject: as-shipped",
                        "claims:",
                        "  - id: 1",
                        "    text: It goes wrong.",
                        "    place: stop()",
                        plan.isEmpty() ? "" : "    plan: " + plan,
                        "    bound: 1,0,0",
                        "    steps: [" + String.join(", ", steps) + "]",
                        "    hypothesis:",
                        "      - shows: [{oracle: " + oracle + "}]",
                        ""));
        return Typed.type(
                Stream.concat(Stream.of("triage", report.toString(), "--kernel", "simulated"), Stream.of(more))
                        .toArray(String[]::new));
    }

    @Test
    void a_specimen_shows_it_and_the_same_report_says_the_same_again() throws IOException {
        Path json = temporary.resolve("answers.json");
        Typed first = Typed.type("triage", REPORT, "--kernel", "simulated", "--json", json.toString());
        Typed again = Typed.type("triage", REPORT, "--kernel", "simulated");
        JsonNode claims = new ObjectMapper().readTree(Files.readString(json)).get("claims");

        assertThat(first.exitCode()).isZero();
        assertThat(again.out()).isEqualTo(first.out());
        assertThat(first.out())
                .contains("\n1     REPRODUCED ")
                .contains("\n2     REPRODUCED ")
                .contains("    steps       open; write 64 KiB; begin stop; until gate in-cancel is reached;")
                .contains("    plan        CancelIoEx#1 -> hold(before, in-cancel)\n")
                .contains("    needs       nothing: the plain run shows it\n");
        assertThat(claims).hasSize(2);
        assertThat(claims.get(0).get("steps")).hasSize(8);
        assertThat(claims.get(0).get("plan").asText()).isEqualTo("CancelIoEx#1 -> hold(before, in-cancel)");
    }

    @Test
    void the_token_holds_the_steps_and_replays_byte_for_byte() throws IOException {
        Typed answered = triage("ownership", CANCEL_FAILS, List.of("open", "write 64 KiB", "stop", "close"));
        String token = answered.out()
                .lines()
                .filter(line -> line.contains("replay 2.own-steps.open_write-64-KiB_stop_close.as-shipped."))
                .map(line -> line.substring(line.indexOf("2.own-steps")))
                .findFirst()
                .orElseThrow();
        Path pages = temporary.resolve("page");

        List<Typed> replays = IntStream.range(0, 3)
                .mapToObj(i -> Typed.type("replay", token, "--kernel", "simulated"))
                .toList();
        Typed page = Typed.type("replay", token, "--kernel", "simulated", "--report", pages.toString());

        assertThat(replays).allSatisfy(replay -> {
            assertThat(replay.out()).isEqualTo(replays.get(0).out());
            assertThat(replay.exitCode()).isEqualTo(ExitCode.FINDING);
        });
        assertThat(replays.get(0).out())
                .contains("MEMORY_UNSAFE")
                .contains("op-1 is released while the kernel owns it");
        assertThat(page.exitCode()).isEqualTo(ExitCode.FINDING);
        assertThat(Files.readString(pages.resolve("index.html"))).contains("open_write-64-KiB_stop_close");
    }

    @Test
    void the_longest_steps_make_a_page_as_well() throws IOException {
        List<String> steps = Stream.concat(
                        Stream.of("open", "write 64 KiB"),
                        IntStream.range(0, 15).mapToObj(i -> "ask bytesPending by another thread"))
                .toList();
        String token = triage(
                        "ownership",
                        CANCEL_FAILS,
                        Stream.concat(steps.stream(), Stream.of("stop", "close"))
                                .toList())
                .out()
                .lines()
                .filter(line -> line.contains("2.own-steps"))
                .map(line -> line.substring(line.indexOf("2.own-steps")))
                .findFirst()
                .orElseThrow();

        Typed page = Typed.type(
                "replay",
                token,
                "--kernel",
                "simulated",
                "--report",
                temporary.resolve("page").toString());

        assertThat(page.exitCode()).as(page.err()).isEqualTo(ExitCode.FINDING);
    }

    @Test
    void a_right_writer_is_searched_to_the_end_of_the_bound() throws IOException {
        Typed typed = triage(
                "ownership", CANCEL_FAILS, List.of("open", "write 64 KiB", "stop", "close"), "--writer", "recovering");

        assertThat(typed.out())
                .contains("\n1     REFUTED ")
                .containsPattern("the claim's steps: [0-9]+ schedules with no further fault; bound 1,0,0 exhausted");
        assertThat(typed.exitCode()).isZero();
    }

    private static List<String> sentAgainAfterStop(String last) {
        return List.of(
                "open",
                "write 20000 bytes",
                "peer reads 1000 bytes",
                "until the peer has 1000 bytes",
                "stop",
                "write 8 KiB",
                "peer reads all",
                last);
    }

    @Test
    void steps_without_a_plan_ask_what_the_plain_run_shows() throws IOException {
        List<String> steps = sentAgainAfterStop("expect 9192 bytes received");

        assertThat(triage("wire bytes", "", steps).out()).contains("\n1     REPRODUCED ");
        assertThat(triage("wire bytes", "", steps, "--writer", "recovering").out())
                .contains("\n1     REFUTED ");
        assertThat(triage("wire bytes", CANCEL_FAILS, steps).out())
                .contains("\n1     INCONCLUSIVE ")
                .contains("without a plan the steps ask about just");
        assertThat(triage("handles", "", steps).out())
                .contains("\n1     INCONCLUSIVE ")
                .contains("its control run without faults shows CORRUPTED already");
    }

    @Test
    void a_peer_that_leaves_is_no_part_of_the_control_run() throws IOException {
        List<String> steps = List.of(
                "open",
                "write 64 KiB",
                "peer reads 4 KiB",
                "until the peer has 4 KiB",
                "peer leaves",
                "expect all reported",
                "close");

        assertThat(triage("error timeliness", "GetOverlappedResult@pool#1 -> delay(before, 500ms)", steps)
                        .out())
                .contains("\n1     REPRODUCED ");
        assertThat(triage(
                                "error timeliness",
                                "GetOverlappedResult@pool#1 -> delay(before, 500ms)",
                                steps,
                                "--writer",
                                "recovering")
                        .out())
                .contains("\n1     REFUTED ");
    }

    @Test
    void a_wait_that_never_ends_refutes_nothing() throws IOException {
        Typed typed = triage(
                "ownership", "", List.of("open", "write 64 KiB", "until 7 answers of WriteFile", "stop", "close"));

        assertThat(typed.out())
                .contains("\n1     INCONCLUSIVE ")
                .containsPattern("waited\\s+for 7 answers of WriteFile, which did not come");
        assertThat(typed.exitCode()).isEqualTo(ExitCode.FINDING);
    }

    @Test
    void a_wait_that_never_ends_refutes_nothing_even_if_something_else_is_found() throws IOException {
        List<String> steps = sentAgainAfterStop("until 70 answers of WriteFile");

        assertThat(triage("handles", "", steps).out()).contains("\n1     INCONCLUSIVE ");
    }

    @Test
    void a_call_that_is_never_made_is_not_applicable() throws IOException {
        assertThat(triage("ownership", "DisconnectNamedPipe -> fail(ERROR_PIPE_NOT_CONNECTED)", List.of("open", "stop"))
                        .out())
                .contains("\n1     NOT_APPLICABLE ")
                .contains("as-shipped never calls DisconnectNamedPipe in the claim's steps");
    }

    @Test
    void a_wrong_step_is_shown_with_file_line_and_column() throws IOException {
        Typed typed = triage("ownership", CANCEL_FAILS, List.of("open", "wriet 64 KiB"));

        assertThat(typed.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(typed.err())
                .contains("report.yaml, line 10, column 19: ")
                .contains("unknown step 'wriet 64 KiB'")
                .contains("did you mean 'write SIZE'? allowed: open, write SIZE,")
                .doesNotContain("at pipefault");
    }

    @Test
    void every_step_is_listed() {
        assertThat(Typed.type("list", "steps").out())
                .contains("  until gate GATE is reached ")
                .contains("STEP even while held")
                .satisfies(out -> assertThat(out.lines())
                        .allSatisfy(line -> assertThat(line.length())
                                .as(line.toLowerCase(Locale.ROOT))
                                .isLessThanOrEqualTo(120)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run own-steps",
                "run own-steps/open_stop",
                "explore own-steps",
                "explore own-steps/open_stop",
                "sweep own-steps",
                "sweep own-steps/open_stop"
            })
    void steps_cannot_be_had_where_scenarios_are(String typed) {
        Typed refused = Typed.type(typed.split(" "));

        assertThat(refused.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(refused.err()).contains("steps of a claim's own come with a report, which 'triage' reads");
    }
}
