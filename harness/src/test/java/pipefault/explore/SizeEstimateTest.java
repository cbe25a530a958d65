package pipefault.explore;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizeEstimateTest {

    @ParameterizedTest
    @CsvSource({"0,0", "1,0", "2,0", "3,0", "0,1", "1,1", "2,1", "2,2"})
    void the_true_number_of_runs_lies_within_four_standard_errors(int switches, int faults) {
        ToyProgram program = new ToyProgram(2, 6, 6, 4);
        Bound bound = new Bound(switches, faults, 0);
        SizeEstimate estimate = estimate(program, bound, 2_000);

        assertThat(Math.abs(estimate.mean() - size(program, bound)))
                .as("estimate %s with error %s", estimate.mean(), estimate.standardError())
                .isLessThanOrEqualTo(4 * estimate.standardError() + 1e-6);
    }

    @Test
    void more_probes_make_the_error_smaller() {
        ToyProgram program = new ToyProgram(2, 6, 6, 4);
        Bound bound = new Bound(2, 1, 0);

        assertThat(estimate(program, bound, 4_000).standardError())
                .isLessThan(estimate(program, bound, 100).standardError());
    }

    @Test
    void one_run_is_one_run() {
        SizeEstimate estimate = estimate(new ToyProgram(0, 5), new Bound(2, 2, 2), 10);

        assertThat(estimate.mean()).isEqualTo(1);
        assertThat(estimate.standardError()).isZero();
    }

    private static SizeEstimate estimate(ToyProgram program, Bound bound, int probes) {
        Shape shape = new Shape();
        program.run(shape);
        SizeEstimate estimate = new SizeEstimate(bound, shape, 1);
        for (int i = 0; i < probes; i++) {
            program.run(estimate.probe());
            estimate.ended();
        }
        return estimate;
    }

    private static int size(ToyProgram program, Bound bound) {
        DepthFirst search = new DepthFirst(bound, Shard.ALL);
        int runs = 0;
        for (Decider next = search.next(); next != null; next = search.next()) {
            program.run(next);
            runs++;
        }
        return runs;
    }
}
