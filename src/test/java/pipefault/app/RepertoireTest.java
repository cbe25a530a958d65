package pipefault.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import pipefault.defects.Ours;

/** Generated tests name scenarios and writers as the command line does. */
class RepertoireTest {

    private final Catalogue catalogue = Catalogue.ofDefects();
    private final Ours ours = new Ours();

    @Test
    void the_same_scenarios_can_be_named() {
        assertThat(ours.scenarioIds()).containsExactlyElementsOf(catalogue.scenarioIds());
    }

    @Test
    void the_same_writers_can_be_named() {
        assertThat(ours.writerNames()).containsExactlyInAnyOrderElementsOf(catalogue.writerNames());
    }
}
