package pipefault.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pipefault.fault.FaultPlan;
import pipefault.oracle.Oracles;
import pipefault.platform.Handle;
import pipefault.platform.Platform;
import pipefault.scenario.Listener;
import pipefault.scenario.RecoveryMode;
import pipefault.scenario.Scenario;
import pipefault.scenario.Subject;
import pipefault.scenario.SubjectFactory;
import pipefault.scenario.Variant;

/** A text that is no defect report is refused with the place, what is allowed, and what was probably meant. */
class BadReportTest {

    private static final String GOOD = """
            title: a review
            origin: a friend
            subject: plain
            claims:
              - id: 1
                text: Stopping hangs.
                place: line 7
                call: CancelIoEx
                scenario: hang/only
                hypothesis:
                  - shows:
                      - oracle: termination
                        says: for stop
                    calls: [CancelIoEx -> fail]
                bound: 1,0,0
                expects: REFUTED
            """;

    private static final Scenario HANG = new Scenario(
            "hang",
            "Does it hang?",
            List.of(Oracles.TERMINATION),
            RecoveryMode.FRESH_SUBJECT,
            List.of(new Variant("only", FaultPlan.NONE, run -> {})));

    private static final SubjectFactory PLAIN = new SubjectFactory() {
        @Override
        public String name() {
            return "plain";
        }

        @Override
        public boolean ownsHandle() {
            return false;
        }

        @Override
        public Subject open(Platform platform, Handle pipe, Listener listener) {
            throw new UnsupportedOperationException("a report is only read here");
        }
    };

    private static final Repertoire REPERTOIRE = new Repertoire() {
        @Override
        public List<String> scenarioIds() {
            return List.of("hang");
        }

        @Override
        public Optional<Scenario> scenario(String id) {
            return id.equals("hang") ? Optional.of(HANG) : Optional.empty();
        }

        @Override
        public List<String> writerNames() {
            return List.of("plain");
        }

        @Override
        public Optional<SubjectFactory> writer(String name) {
            return name.equals("plain") ? Optional.of(PLAIN) : Optional.empty();
        }
    };

    private static DefectReportError refusal(String yaml) {
        return catchThrowableOfType(DefectReportError.class, () -> DefectReportReader.read(yaml, REPERTOIRE));
    }

    @Test
    void the_report_that_the_others_are_made_from_is_good() {
        assertThat(DefectReportReader.read(GOOD, REPERTOIRE).claims())
                .singleElement()
                .satisfies(claim -> assertThat(claim.expects()).isEqualTo(ClaimVerdict.REFUTED));
    }

    /** One line of the good report is replaced; the place is where the fault in it is. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "title: a review     | titel: a review              | 1  | 1  | did you mean title? allowed: title, origin",
                "origin: a friend    | title: again                 | 2  | 1  | the key 'title' is there twice",
                "origin: a friend    | ''                           | 1  | 1  | the report has no 'origin'",
                "origin: a friend    | origin: [a, b]               | 2  | 9  | 'origin' is a list, and a text is needed",
                "origin: a friend    | origin:                      | 2  | 8  | 'origin' is empty",
                "subject: plain      | subject: plian               | 3  | 10 | did you mean plain? allowed: plain",
                "- id: 1             | - id: a b                    | 5  | 9  | 'a b' is no id",
                "place: line 7       | plase: line 7                | 7  | 5  | did you mean place?",
                "call: CancelIoEx    | call: CancelIoX              | 8  | 11 | did you mean CancelIo",
                "scenario: hang/only | ''                           | 5  | 5  | this one has none of them",
                "scenario: hang/only | scenario: hnag               | 9  | 15 | did you mean hang? allowed: hang",
                "scenario: hang/only | scenario: hang/onyl          | 9  | 15 | unknown variant of hang 'onyl'",
                "scenario: hang/only | steps: hang/only             | 5  | 5  | this one has one of the latter",
                "scenario: hang/only | steps: [opne, stop]          | 9  | 13 | did you mean 'open'?",
                "scenario: hang/only | steps: [open, write 100]     | 9  | 19 | did you mean '100 bytes'?",
                "scenario: hang/only | steps: [stop, open]          | 9  | 13 | the first step is 'open'",
                "scenario: hang/only | steps: [open, open gate x]   | 9  | 19 | it holds nothing",
                "scenario: hang/only | steps: [open, {a: b}]        | 9  | 19 | is keys with values, and a text is needed",
                "scenario: hang/only | steps: [open, hang/only]     | 5  | 5  | this one has one of the latter",
                "call: CancelIoEx    | call: open                   | 8  | 11 | unknown call 'open'",
                "scenario: hang/only | steps: []                    | 5  | 5  | this one has one of the latter",
                "says: for stop      | steps: [open]                | 13 | 13 | unknown key of a finding 'steps'",
                "bound: 1,0,0        | steps: [open, stop]          | 5  | 5  | this one has more",
                "bound: 1,0,0        | plan: CancelIoEx -> fial(5)  | 5  | 5  | this one has more",
                "oracle: termination | oracle: terminaton           | 12 | 21 | did you mean termination?",
                "says: for stop      | say: for stop                | 13 | 13 | did you mean says?",
                "CancelIoEx -> fail] | CancelIoEx -> fial]          | 14 | 17 | did you mean fail? allowed: fail, ok",
                "CancelIoEx -> fail] | CancelIoEx fail]             | 14 | 17 | 'CancelIoEx fail' is no call",
                "bound: 1,0,0        | bound: 1,0                   | 15 | 12 | three numbers from 0 to 9",
                "expects: REFUTED    | expects: REFUTD              | 16 | 14 | did you mean REFUTED?",
                "expects: REFUTED    | expects: *x                  | 16 | 14 | an alias has no place here",
                "expects: REFUTED    | expects: &x REFUTED          | 16 | 14 | leave out &x",
                "expects: REFUTED    | expects: !!set REFUTED       | 16 | 14 | a tag has no place here",
                "title: a review     | title: {                     | 3  | 8  | this is no YAML",
            })
    void one_wrong_line_is_shown_with_its_place(String line, String wrong, int atLine, int atColumn, String hint) {
        String yaml = GOOD.replace(line, wrong.equals("''") ? "" : wrong);
        assertThat(yaml).as("the line to replace is there").isNotEqualTo(GOOD);

        DefectReportError refusal = refusal(yaml);

        assertThat(refusal).hasMessageContaining(hint);
        assertThat(List.of(refusal.line(), refusal.column()))
                .as("%s", refusal.getMessage())
                .containsExactly(atLine, atColumn);
    }

    @Test
    void a_plan_that_cannot_be_read_is_shown_with_what_is_wrong_in_it() {
        DefectReportError refusal =
                refusal(GOOD.replace("scenario: hang/only", "plan: CancelIoEx -> fial(5)\n    steps: hang/only"));

        assertThat(refusal).hasMessageContaining("this plan cannot be read").hasMessageContaining("did you mean fail?");
        assertThat(refusal.line()).isEqualTo(9);
    }

    @Test
    void a_step_where_the_name_of_a_scenario_is_expected_is_told_so() {
        String planned =
                GOOD.replace("scenario: hang/only", "plan: CancelIoEx#1 -> fail(5)\n    steps: [hang/only, stop]");
        DefectReportError besideName = refusal(planned);
        DefectReportError alone = refusal(planned.replace("[hang/only, stop]", "stop"));

        assertThat(besideName).hasMessageContaining("'stop' is a step, and stands where the name of a scenario is");
        assertThat(List.of(besideName.line(), besideName.column())).containsExactly(10, 24);
        assertThat(alone).hasMessageContaining("allowed: a list of steps, or of names of scenarios");
    }

    @Test
    void the_same_id_twice_is_refused() {
        String claim = GOOD.substring(GOOD.indexOf("  - id: 1"));

        assertThat(refusal(GOOD + claim)).hasMessageContaining("the id 1 is there twice");
    }

    @Test
    void a_hypothesis_that_holds_of_every_run_is_refused() {
        int begin = GOOD.indexOf("      - shows");
        int end = GOOD.indexOf("    bound");
        String yaml = GOOD.substring(0, begin) + "      - shows: []\n" + GOOD.substring(end);

        assertThat(refusal(yaml)).hasMessageContaining("a hypothesis that asks for nothing holds of every run");
    }

    @Test
    void a_text_that_is_something_else_is_refused() {
        assertThat(refusal("")).hasMessageContaining("the report is empty").hasMessageContaining("title, origin");
        assertThat(refusal("just words")).hasMessageContaining("but this is a text");
        assertThat(refusal("[a]")).hasMessageContaining("but this is a list");
        assertThat(refusal("title: x\0y")).hasMessageContaining("U+0000").hasMessageContaining("has no place in YAML");
        assertThat(refusal("a: 1\n---\nb: 2")).hasMessageContaining("this is no YAML");
        assertThat(refusal(GOOD.substring(0, GOOD.indexOf("  - id")) + "  []\n"))
                .hasMessageContaining("'claims' is an empty list");
    }

    @Test
    void deep_nesting_ends_the_reading_before_it_begins() {
        assertThat(refusal("[".repeat(100_000))).hasMessageContaining("nested more than 16 deep");
    }
}
