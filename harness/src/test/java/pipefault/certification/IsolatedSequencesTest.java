package pipefault.certification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pipefault.differential.Sequence;
import pipefault.differential.SequenceGenerator;
import pipefault.differential.Transcript;
import pipefault.scenario.Workers;

/** A process that stands still once is no answer of the kernel. */
class IsolatedSequencesTest {

    /** A process that stands still where its file is not there yet. */
    static final class Hesitant {

        public static void main(String[] arguments) {
            PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
            LocalSequences kernel = new LocalSequences(1);
            IsolatedSequences.serve(
                    System.in,
                    out,
                    sequence -> isFirst(Path.of(arguments[0]))
                            ? new Transcript(false, List.of())
                            : kernel.perform(sequence));
        }

        private static boolean isFirst(Path file) {
            try {
                Files.createFile(file);
                return true;
            } catch (FileAlreadyExistsException there) {
                return false;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void a_sequence_that_does_not_come_to_its_end_is_performed_once_more(@TempDir Path folder) {
        List<String> command = Workers.sameJvm(
                Hesitant.class.getName(), List.of(folder.resolve("there").toString()));
        Sequence sequence = SequenceGenerator.generate(1);
        try (IsolatedSequences sequences = new IsolatedSequences(command)) {
            assertThat(sequences.perform(sequence).complete()).isTrue();
            assertThat(sequences.repeated()).isEqualTo(1);

            assertThat(sequences.perform(sequence).complete()).isTrue();
            assertThat(sequences.repeated()).isEqualTo(1);
        }
    }
}
