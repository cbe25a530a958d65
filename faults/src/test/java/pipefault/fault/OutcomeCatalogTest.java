package pipefault.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static pipefault.fault.FailPoint.CANCEL_IO_EX;
import static pipefault.fault.FailPoint.CREATE_EVENT;
import static pipefault.fault.FailPoint.CREATE_THREADPOOL_WAIT;
import static pipefault.fault.FailPoint.GET_OVERLAPPED_RESULT;
import static pipefault.fault.FailPoint.WRITE_FILE;
import static pipefault.fault.Outcome.Level.ASSERTED;
import static pipefault.fault.Outcome.Level.DOCUMENTED;
import static pipefault.fault.Outcome.Level.POSSIBLE;
import static pipefault.fault.Outcome.Obligation.BENIGN;
import static pipefault.fault.Outcome.Obligation.BENIGN_AFTER_CANCEL;
import static pipefault.fault.Outcome.Obligation.BENIGN_IF_COMPLETED;
import static pipefault.fault.Outcome.Obligation.SURFACE;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import pipefault.platform.Win32Function;

class OutcomeCatalogTest {

    @ParameterizedTest
    @EnumSource
    void knows_how_each_call_that_can_fail_fails(Win32Function function) {
        boolean fails = OutcomeCatalog.of(FailPoint.of(function)).stream()
                .anyMatch(outcome -> outcome.answer() == Outcome.Answer.FAIL);

        assertThat(fails).isEqualTo(function.returns() != Win32Function.Returns.VOID);
    }

    @ParameterizedTest
    @EnumSource
    void has_outcomes_or_says_why_there_are_none(FailPoint point) {
        assertThat(OutcomeCatalog.of(point).isEmpty())
                .isEqualTo(OutcomeCatalog.whyNone(point).isPresent());
    }

    @Test
    void leaves_out_calls_that_cannot_fail_and_moments_that_only_take_time() {
        assertThat(Stream.of(FailPoint.values())
                        .filter(point -> OutcomeCatalog.whyNone(point).isPresent()))
                .containsExactly(
                        FailPoint.SET_THREADPOOL_WAIT,
                        FailPoint.WAIT_FOR_THREADPOOL_WAIT_CALLBACKS,
                        FailPoint.CLOSE_THREADPOOL_WAIT,
                        FailPoint.LOCK,
                        FailPoint.CALLBACK);
    }

    /** What any writer may meet; a search and a sweep try these. A new line that needs a name, a mode or a right says so. */
    @ParameterizedTest
    @CsvSource({
        "CREATE_EVENT, 1450 8 1816",
        "WAIT_FOR_SINGLE_OBJECT, 6",
        "CONNECT_NAMED_PIPE, 535 232 6 8 1450",
        "WRITE_FILE, 232 233 6 8 1784 1816 1450",
        "GET_OVERLAPPED_RESULT, 996 995 109 233",
        "GET_OVERLAPPED_RESULT_EX, 995 109 233",
        "DISCONNECT_NAMED_PIPE, 233 6",
    })
    void marks_what_needs_special_circumstances(FailPoint point, String codes) {
        assertThat(OutcomeCatalog.of(point).stream()
                        .filter(outcome -> outcome.answer() == Outcome.Answer.FAIL && outcome.only() == null)
                        .map(outcome -> Integer.toString(outcome.value())))
                .containsExactly(codes.split(" ", -1));
    }

    @Test
    void names_only_facts_that_exist() throws IOException {
        Set<String> known = factIds();

        assertThat(known).hasSize(144);
        assertThat(OutcomeCatalog.all()).allSatisfy(outcome -> {
            assertThat(outcome.sources()).isNotEmpty();
            assertThat(outcome.sources().stream().filter(source -> !source.contains(":")))
                    .isSubsetOf(known);
        });
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void each_outcome_is_a_fault_that_needs_no_excuse(Outcome outcome) {
        outcome.action().ifPresent(action -> {
            Fault fault = Fault.on(outcome.point()).occurrence(1).then(action);

            assertThat(Fault.parse(fault.toString())).isEqualTo(fault);
            assertThat(OutcomeCatalog.broughtAboutBy(outcome.point(), action)).contains(outcome);
        });
        assertThat(outcome.action().isEmpty())
                .isEqualTo(
                        outcome.answer() == Outcome.Answer.PENDING || outcome.answer() == Outcome.Answer.NOTHING_TAKEN);
    }

    @ParameterizedTest
    @CsvSource({
        "CREATE_EVENT, 1450 8 1816 6 5 3 123",
        "CANCEL_IO_EX, 1168 6 5 1450",
        "GET_OVERLAPPED_RESULT, 996 995 109 233 234 6",
        "GET_OVERLAPPED_RESULT_EX, 996 258 192 995 109 233 234 6",
        "WRITE_FILE, 232 233 536 6 5 8 1784 1816 1450 995",
        "CREATE_THREADPOOL_WAIT, 8 1450",
        "SET_THREADPOOL_WAIT, ''",
    })
    void lists_the_codes_of_the_calls_that_matter_most(FailPoint point, String codes) {
        assertThat(OutcomeCatalog.of(point).stream()
                        .filter(outcome -> outcome.answer() == Outcome.Answer.FAIL)
                        .map(outcome -> Integer.toString(outcome.value())))
                .containsExactlyElementsOf(Arrays.stream(codes.split(" ", -1))
                        .filter(code -> !code.isEmpty())
                        .toList());
    }

    @Test
    void tells_what_a_writer_owes() {
        assertThat(OutcomeCatalog.failure(WRITE_FILE, 232)).get().returns(SURFACE, Outcome::obligation);
        assertThat(OutcomeCatalog.failure(GET_OVERLAPPED_RESULT, 996)).get().returns(BENIGN, Outcome::obligation);
        assertThat(OutcomeCatalog.failure(GET_OVERLAPPED_RESULT, 995))
                .get()
                .returns(BENIGN_AFTER_CANCEL, Outcome::obligation);
        assertThat(OutcomeCatalog.failure(CANCEL_IO_EX, 1168)).get().returns(BENIGN_IF_COMPLETED, Outcome::obligation);
        assertThat(OutcomeCatalog.failure(WRITE_FILE, 109)).isEmpty();
    }

    @Test
    void tells_how_well_an_outcome_is_established() {
        assertThat(OutcomeCatalog.failure(WRITE_FILE, 232)).get().returns(ASSERTED, Outcome::level);
        assertThat(OutcomeCatalog.failure(CREATE_EVENT, 1450)).get().returns(DOCUMENTED, Outcome::level);
        assertThat(OutcomeCatalog.failure(CANCEL_IO_EX, 5)).get().returns(POSSIBLE, Outcome::level);
        assertThat(OutcomeCatalog.failure(CREATE_THREADPOOL_WAIT, 8)).get().returns(POSSIBLE, Outcome::level);
    }

    @Test
    void finds_the_outcome_of_a_failure_that_is_performed_but_not_of_one_that_lies() {
        assertThat(OutcomeCatalog.broughtAboutBy(CANCEL_IO_EX, new Action.Fail(5, true, false)))
                .isEqualTo(OutcomeCatalog.failure(CANCEL_IO_EX, 5));
        assertThat(OutcomeCatalog.broughtAboutBy(CANCEL_IO_EX, new Action.Fail(5, false, true)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CancelIoEx  fail ERROR_NOT_FOUND  asserted                  | has 3 columns instead of 5 or 6",
                "CancelIoX  fail ERROR_NOT_FOUND  asserted  surface  CX02    | unknown fail point 'CancelIoX'",
                "CancelIoEx  fall ERROR_NOT_FOUND  asserted  surface  CX02   | unknown outcome 'fall'",
                "CancelIoEx  fail ERROR_NOT_FOUNT  asserted  surface  CX02   | unknown name 'ERROR_NOT_FOUNT'",
                "CancelIoEx  fail  asserted  surface  CX02                   | 'fail' takes one value",
                "CancelIoEx  without-effect 5  asserted  surface  CX02       | 'without-effect' takes no value",
                "CancelIoEx  fail ERROR_NOT_FOUND  assorted  surface  CX02   | unknown level 'assorted'",
                "CancelIoEx  fail ERROR_NOT_FOUND  asserted  surfaces  CX02  | unknown obligation 'surfaces'",
                "CancelIoEx  fail ERROR_NOT_FOUND  asserted  surface  CX     | 'CX' is neither a fact id nor MS:page nor contract:Type.method",
            })
    void reads_its_table_strictly(String line, String complaint) {
        assertThatThrownBy(() -> OutcomeReader.read("table", "# head\n" + line))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("table line 2: " + complaint);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Lock  none  why | CancelIo  fail ERROR_INVALID_HANDLE  possible  surface  CX09 | fine",
                "Lock  none  why | Lock  none  why | Lock has 'none' beside another line",
                "Post  reject  possible  surface  ST01 | Post  none  why | Post has 'none' beside another line",
                "Post  none  why | Post  reject  possible  surface  ST01 | Post has 'none' beside another line",
            })
    void refuses_none_beside_an_outcome(String first, String second, String complaint) {
        String table = first + "\n" + second + "\n";
        if (complaint.equals("fine")) {
            assertThat(OutcomeReader.read("table", table).none()).containsKey(FailPoint.LOCK);
        } else {
            assertThatThrownBy(() -> OutcomeReader.read("table", table)).hasMessage("table line 2: " + complaint);
        }
    }

    @Test
    void refuses_an_outcome_that_stands_twice() {
        String line = "CancelIoEx  fail ERROR_NOT_FOUND  asserted  surface  CX02\n";

        assertThatThrownBy(() -> OutcomeReader.read("table", line + line))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("table line 2: CancelIoEx has 'fail ERROR_NOT_FOUND' twice");
    }

    static Stream<Outcome> outcomes() {
        return OutcomeCatalog.all().stream();
    }

    private static Set<String> factIds() throws IOException {
        Set<String> ids = new TreeSet<>();
        try (var in = OutcomeCatalogTest.class.getResourceAsStream("/pipefault/fault/fact-ids.txt")) {
            assertThat(in).isNotNull();
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(range -> {
                        String family = range.substring(0, 2);
                        int last = Integer.parseInt(range.substring(8));
                        for (int n = Integer.parseInt(range.substring(2, 4)); n <= last; n++) {
                            ids.add(String.format("%s%02d", family, n));
                        }
                    });
        }
        return ids;
    }
}
