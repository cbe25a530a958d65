package pipefault.defects;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import pipefault.scenario.SubjectFactory;

class WritersTest {

    @Test
    void every_writer_is_found_by_its_name() {
        assertThat(Writers.all()).hasSize(13).doesNotHaveDuplicates();
        for (SubjectFactory writer : Writers.all()) {
            assertThat(Writers.named(writer.name())).containsSame(writer);
        }
    }

    @Test
    void an_unknown_name_finds_nothing() {
        assertThat(Writers.named("perfect")).isEmpty();
    }

    @Test
    void only_what_is_derived_from_the_recovering_writer_closes_the_pipe() {
        assertThat(Writers.all().stream().filter(SubjectFactory::ownsHandle))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(Stream.of(Writers.recovering()), Writers.derived().stream())
                                .toList());
    }
}
