package pipefault.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import pipefault.fault.FaultPlan;
import pipefault.oracle.Finding;
import pipefault.oracle.Verdict;
import pipefault.simulation.Schedules;
import pipefault.simulation.SimulatedWorld;

/** What a conversation shows of a client that has one flaw, and of its twin that has none. */
class ForeignRunTest {

    private static ForeignResult talk(Script script, String plan, Client.Flaw... flaws) {
        ForeignRun run = new ForeignRun(() -> SimulatedWorld.create(Schedules.ofSeed(0)), new Client(flaws));
        return run.make(script, plan.isEmpty() ? FaultPlan.NONE : FaultPlan.parse(plan));
    }

    private static List<String> texts(ForeignResult result) {
        return result.findings().stream().map(Finding::text).toList();
    }

    @ParameterizedTest
    @EnumSource
    void a_right_client_is_left_alone(Script script) {
        ForeignResult result = talk(script, "");

        assertThat(texts(result)).isEmpty();
        assertThat(result.verdict()).isEqualTo(Verdict.UNAFFECTED);
        assertThat(result.attempts()).hasSizeGreaterThanOrEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            LEAKS_THE_FILE             | EXCHANGE            | LEAKED      | never closed: file-1
            LEAKS_AN_EVENT_PER_READ    | EXCHANGE            | LEAKED      | never closed: event-3
            CLOSES_TWICE               | EXCHANGE            | LEAKED      | CloseHandle on file-1, which was closed before
            LOSES_A_BYTE               | EXCHANGE            | CORRUPTED   | the peer got another byte at offset 99
            DOUBLES_BYTES              | EXCHANGE            | CORRUPTED   | the peer got another byte at offset 100
            PUTS_EACH_PIECE_IN_FRONT   | EXCHANGE            | CORRUPTED   | the subject read another byte at offset 100
            RETURNS_NOTHING            | EXCHANGE            | MISREPORTED | read returned 0 bytes
            CLOSE_LEAVES_THE_READER    | CLOSE_WHILE_READING | STUCK       | read that nobody answers did not return
            THROWS_WHAT_NOBODY_EXPECTS | EXCHANGE            | MISREPORTED | threw what no caller expects
            """)
    void a_flaw_shows_without_any_fault(Client.Flaw flaw, Script script, Verdict verdict, String text) {
        ForeignResult result = talk(script, "", flaw);

        assertThat(result.verdict()).as("%s", result.findings()).isEqualTo(verdict);
        assertThat(texts(result)).anyMatch(each -> each.contains(text));
    }

    @Test
    void a_client_that_fills_its_buffer_from_several_pieces_is_left_alone() {
        ForeignResult result = talk(Script.EXCHANGE, "", Client.Flaw.READS_TO_THE_FULL);

        assertThat(texts(result)).isEmpty();
        assertThat(result.attempts()).extracting(Attempt::toString).contains("read -> 3000");
    }

    @Test
    void what_the_peer_sends_in_two_pieces_is_read_in_two() {
        ForeignResult result = talk(Script.EXCHANGE, "");

        assertThat(result.attempts()).extracting(Attempt::toString).contains("read -> 1000", "read -> 2000");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SWALLOWS_WRITE_ERRORS   | WriteFile#2 -> fail(ERROR_NO_DATA)              | all writes returned, but of 20100 bytes the peer got 100
            SWALLOWS_WRITE_ERRORS   | WriteFile#2 -> fail(ERROR_NO_DATA)              | WriteFile answered 232, and no call threw
            TELLS_END_FOR_ANY_ERROR | ReadFile#1 -> fail(ERROR_NO_SYSTEM_RESOURCES)   | read told of the end of the stream while the peer was there
            NAMES_ANOTHER_CODE      | WriteFile#1 -> fail(ERROR_NO_DATA)              | WriteFile answered 232, but write 100 bytes names code 0
            """)
    void a_flaw_shows_under_a_fault_and_its_twin_is_left_alone(Client.Flaw flaw, String plan, String text) {
        assertThat(texts(talk(Script.EXCHANGE, plan, flaw))).anyMatch(each -> each.contains(text));

        ForeignResult twin = talk(Script.EXCHANGE, plan);
        assertThat(texts(twin)).isEmpty();
        assertThat(twin.fired()).isEqualTo(1);
        assertThat(twin.verdict()).isEqualTo(Verdict.RECOVERED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ConnectNamedPipe#1 -> fail(ERROR_PIPE_CONNECTED)",
                // The peer comes meanwhile, and the kernel says so by itself.
                "ConnectNamedPipe#1 -> delay(before, 4s)"
            })
    void a_server_may_not_take_an_early_client_for_an_error(String plan) {
        ForeignResult wrong = serve(plan, Client.Flaw.TAKES_AN_EARLY_CLIENT_FOR_AN_ERROR);
        assertThat(texts(wrong))
                .containsExactly("ConnectNamedPipe answered 535, which is no error, but open threw"
                        + " java.io.IOException: ConnectNamedPipe failed, error code 535");

        ForeignResult twin = serve(plan);
        assertThat(texts(twin)).isEmpty();
        assertThat(twin.fired()).isEqualTo(1);
        assertThat(twin.attempts()).allMatch(each -> each.ok() || each.mayThrow());
    }

    @Test
    void a_server_that_nobody_comes_too_early_to_is_right_with_that_flaw() {
        assertThat(texts(serve("", Client.Flaw.TAKES_AN_EARLY_CLIENT_FOR_AN_ERROR)))
                .isEmpty();
    }

    @Test
    void a_server_may_leave_it_to_the_next_call_that_its_client_has_come_and_gone() {
        ForeignResult result = serve("ConnectNamedPipe#1 -> fail(ERROR_NO_DATA)");

        assertThat(texts(result)).isEmpty();
        assertThat(result.fired()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ReadFile#1 -> fail(ERROR_BROKEN_PIPE)",
                "ReadFile#1 -> fail(ERROR_PIPE_NOT_CONNECTED)",
                // The third is the first of a read.
                "GetOverlappedResult#3 -> fail(ERROR_BROKEN_PIPE)"
            })
    void that_nobody_is_at_the_other_end_may_be_told_as_the_end_of_the_stream(String plan) {
        ForeignResult result = talk(Script.EXCHANGE, plan, Client.Flaw.TELLS_END_FOR_ANY_ERROR);

        assertThat(texts(result)).isEmpty();
        assertThat(result.fired()).isEqualTo(1);
        assertThat(result.verdict()).isEqualTo(Verdict.RECOVERED);
        assertThat(result.attempts()).anyMatch(each -> each.what().equals("read") && "-1".equals(each.returned()));
    }

    @Test
    void an_end_that_was_seen_ahead_may_be_told_when_all_was_read() {
        ForeignResult result = talk(Script.EXCHANGE, "ReadFile#6 -> fail(ERROR_BROKEN_PIPE)", Client.Flaw.LOOKS_AHEAD);

        assertThat(texts(result)).isEmpty();
        assertThat(result.fired()).isEqualTo(1);
        assertThat(result.attempts())
                .anyMatch(each -> each.what().equals("read after the peer has left") && "-1".equals(each.returned()));
    }

    @Test
    void another_error_that_was_seen_ahead_may_not_be_told_as_the_end() {
        assertThat(texts(talk(
                        Script.EXCHANGE, "ReadFile#6 -> fail(ERROR_NO_SYSTEM_RESOURCES)", Client.Flaw.LOOKS_AHEAD)))
                .contains("ReadFile answered 1450, and no call threw");
    }

    private static ForeignResult serve(String plan, Client.Flaw... flaws) {
        ForeignRun run = new ForeignRun(() -> SimulatedWorld.create(Schedules.ofSeed(0)), new Client(flaws).serving());
        return run.make(Script.EXCHANGE, plan.isEmpty() ? FaultPlan.NONE : FaultPlan.parse(plan));
    }

    @Test
    void what_stands_in_for_the_kernel_comes_last_and_is_no_fault_of_the_run() {
        Client client = new Client();
        client.standIn(
                new Workaround(FaultPlan.parse("WriteFile#1.. -> fail(ERROR_NO_DATA)"), "this kernel cannot write"));
        ForeignRun run = new ForeignRun(() -> SimulatedWorld.create(Schedules.ofSeed(0)), client);

        ForeignResult control = run.make(Script.EXCHANGE, FaultPlan.NONE);
        assertThat(control.fired()).isZero();
        assertThat(control.plan()).isEmpty();
        assertThat(control.workaround()).contains("WriteFile", "this kernel cannot write");
        assertThat(control.attempts())
                .anyMatch(each -> String.valueOf(each.thrown()).contains("232"));

        ForeignResult faulted =
                run.make(Script.EXCHANGE, FaultPlan.parse("WriteFile#1 -> fail(ERROR_NOT_ENOUGH_MEMORY)"));
        assertThat(faulted.fired()).isEqualTo(1);
        assertThat(faulted.attempts())
                .anyMatch(each -> String.valueOf(each.thrown()).contains("code 8"));
    }

    @Test
    void opening_may_take_as_long_as_the_subject_says_that_it_tries() {
        assertThat(texts(talk(Script.EXCHANGE, "", Client.Flaw.OPENS_LATE)))
                .anyMatch(each -> each.contains("open did not return"));

        ForeignRun patient = new ForeignRun(
                () -> SimulatedWorld.create(Schedules.ofSeed(0)),
                new Client(Client.Flaw.OPENS_LATE).opening(Duration.ofSeconds(10)));
        assertThat(texts(patient.make(Script.EXCHANGE, FaultPlan.NONE))).isEmpty();
    }

    @Test
    void a_pipe_that_is_opened_at_the_second_try_leaves_nothing_to_tell() {
        ForeignResult again = talk(Script.EXCHANGE, "CreateFile#1 -> fail(ERROR_PIPE_BUSY)", Client.Flaw.OPENS_AGAIN);
        assertThat(again.fired()).isEqualTo(1);
        assertThat(texts(again)).isEmpty();

        ForeignResult never = talk(
                Script.EXCHANGE,
                "CreateFile -> fail(ERROR_ACCESS_DENIED)",
                Client.Flaw.OPENS_AGAIN,
                Client.Flaw.NAMES_ANOTHER_CODE);
        assertThat(never.fired()).isEqualTo(2);
        assertThat(texts(never)).anyMatch(each -> each.contains("CreateFile answered 5, but open names code 0"));
    }

    @Test
    void a_right_client_survives_a_sweep() {
        ForeignResult control = talk(Script.EXCHANGE, "");
        List<FaultPlan> plans = ForeignSweep.plans(ForeignSweep.calls(control));

        assertThat(plans).hasSizeGreaterThan(50);
        for (FaultPlan plan : plans) {
            ForeignResult result = talk(Script.EXCHANGE, plan.toString());
            assertThat(result.fired()).as("%s", plan).isPositive();
            assertThat(texts(result).stream().filter(each -> !isOfNoUse(each)))
                    .as("%s: %s", plan, result.attempts())
                    .isEmpty();
        }
    }

    /** A client that ignores what CloseHandle answers swallows an error, and is right all the same for most people. */
    private static boolean isOfNoUse(String text) {
        return text.startsWith("CloseHandle answered") || text.startsWith("CancelIoEx answered");
    }

    @Test
    void a_fault_that_never_fires_is_no_pass() {
        assertThat(talk(Script.EXCHANGE, "WriteFile#99 -> fail(ERROR_NO_DATA)").verdict())
                .isEqualTo(Verdict.NOT_EXERCISED);
    }

    @Test
    void what_differs_from_run_to_run_is_no_part_of_a_kind() {
        assertThat(ForeignFinding.kindOf("LEAKED: never closed: event-3")).isEqualTo("LEAKED: never closed: event");
        assertThat(ForeignFinding.kindOf("MISREPORTED: WriteFile answered 232, and no call threw"))
                .isEqualTo("MISREPORTED: WriteFile answered an error, and no call threw");
    }
}
