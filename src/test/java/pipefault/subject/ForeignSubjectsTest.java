package pipefault.subject;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import pipefault.foreign.ForeignSubject;

/** The drivers are found, and every subject that is to be driven has one. */
class ForeignSubjectsTest {

    private static final int DRIVER = 1;

    @Test
    void every_driver_on_the_list_is_found() throws Exception {
        List<String> found = ServiceLoader.load(ForeignSubject.class).stream()
                .map(each -> each.get().name())
                .toList();
        List<String> wanted = Files.readAllLines(Path.of("..", "ci", "foreign-subjects")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split("\\s+", 3)[DRIVER])
                .filter(driver -> !driver.equals("not"))
                .distinct()
                .toList();

        assertThat(found).containsAll(wanted).doesNotHaveDuplicates();
        assertThat(ServiceLoader.load(ForeignSubject.class))
                .allSatisfy(each -> assertThat(each.caughtBy()).isNotBlank());
    }
}
