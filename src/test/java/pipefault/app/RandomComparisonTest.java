package pipefault.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pipefault.certification.LocalSequences;
import pipefault.certification.SequenceExecutor;
import pipefault.differential.Observation;
import pipefault.differential.Performed;
import pipefault.differential.Sequence;
import pipefault.differential.Transcript;
import pipefault.scenario.HarnessError;

class RandomComparisonTest {

    /** A kernel of which a test decides how it answers. */
    private abstract static class Kernel implements SequenceExecutor {

        @Override
        public void close() {}
    }

    private static Typed compare(SequenceExecutor kernel, String... arguments) {
        FakeKernels kernels = FakeKernels.asExpected();
        kernels.sequences = kernel;
        String[] line = new String[arguments.length + 1];
        line[0] = "conformance";
        System.arraycopy(arguments, 0, line, 1, arguments.length);
        return Typed.typeOn(kernels, line);
    }

    @Test
    void a_kernel_that_the_simulated_one_can_follow_has_no_differences() {
        Typed typed = compare(new LocalSequences(7), "--random", "20", "--seed", "100");

        assertThat(typed.out())
                .startsWith("20 random sequences on the ")
                .contains("seeds 100 to 119: 0 unexplained differences");
        assertThat(typed.exitCode()).isZero();
    }

    @Test
    void a_wrong_answer_is_told_with_its_seed_and_made_short() {
        LocalSequences intact = new LocalSequences(7);
        Typed typed = compare(
                new Kernel() {
                    @Override
                    public Transcript perform(Sequence sequence) {
                        Transcript right = intact.perform(sequence);
                        return new Transcript(
                                right.complete(),
                                right.steps().stream()
                                        .map(RandomComparisonTest::lie)
                                        .toList());
                    }
                },
                "--random",
                "1",
                "--seed",
                "3");

        assertThat(typed.out())
                .contains("seed 3: no schedule of the simulated kernel answers like this")
                .contains("case R3", "do:", "end", "#   script: h=NULL")
                .contains("1 random sequence on the ", "seed 3: 1 unexplained difference (");
        assertThat(typed.exitCode()).isEqualTo(ExitCode.FINDING);
    }

    private static Observation lie(Observation step) {
        String answer = step.answer();
        return answer == null
                ? step
                : new Observation(step.step(), step.begin(), step.end(), answer.replace("h=ok", "h=NULL"));
    }

    @Test
    void a_kernel_that_dies_is_a_finding_about_the_sequence() {
        Typed typed = compare(
                new Kernel() {
                    @Override
                    public Transcript perform(Sequence sequence) {
                        throw new HarnessError("the worker process 12 died");
                    }
                },
                "--random",
                "2");

        assertThat(typed.out())
                .contains("seed 1: the kernel did not answer: the worker process 12 died")
                .contains("seed 2: the kernel did not answer");
        assertThat(typed.exitCode()).isEqualTo(ExitCode.FINDING);
    }

    @Test
    void what_was_answered_is_written_down_where_asked(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("answers.txt");
        Typed typed = compare(new LocalSequences(7), "--random", "3", "--seed", "-1", "--record", file.toString());

        assertThat(typed.exitCode()).isZero();
        assertThat(Files.readAllLines(file).stream().map(Performed::parse).map(Performed::seed))
                .containsExactly(-1L, 0L, 1L);
    }

    @Test
    void an_earlier_record_stays_until_the_next_one_is_whole(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("answers.txt");
        Typed unused = compare(new LocalSequences(7), "--random", "2", "--record", file.toString());
        String before = Files.readString(file);
        List<String> during = new ArrayList<>();
        LocalSequences intact = new LocalSequences(7);

        Typed typed = compare(
                new Kernel() {
                    @Override
                    public Transcript perform(Sequence sequence) {
                        try {
                            during.add(Files.readString(file));
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                        return intact.perform(sequence);
                    }
                },
                "--random",
                "1",
                "--seed",
                "9",
                "--record",
                file.toString());

        assertThat(typed.exitCode()).as(typed.err()).isZero();
        assertThat(during).containsExactly(before);
        assertThat(Files.readAllLines(file)).singleElement().asString().startsWith("9\t");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void cases_are_not_recorded_line_by_line() {
        Typed typed = compare(new LocalSequences(7), "--record", "answers.txt");

        assertThat(typed.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(typed.err()).contains("--record goes with --random only");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "many", "99999999999"})
    void a_number_that_is_none_is_refused(String count) {
        Typed typed = compare(new LocalSequences(1), "--random=" + count);

        assertThat(typed.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(typed.err()).contains("--random: a number of sequences from 1 on, but was '" + count + "'");
    }

    @Test
    void cases_of_ones_own_do_not_go_with_it() {
        for (List<String> more : List.of(List.of("--case", "CX01"), List.of("--json", "x.json"), List.of("x.txt"))) {
            String[] arguments = new String[more.size() + 1];
            arguments[0] = "--random=1";
            for (int i = 0; i < more.size(); i++) {
                arguments[i + 1] = more.get(i);
            }
            Typed typed = compare(new LocalSequences(1), arguments);

            assertThat(typed.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
            assertThat(typed.err()).contains("--random makes its own cases");
        }
    }
}
