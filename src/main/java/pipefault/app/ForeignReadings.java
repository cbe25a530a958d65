package pipefault.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import pipefault.foreign.ForeignReading;

/** Reads {@code ci/foreign-readings}: the causes of findings, as people have read them in the code of the subjects. */
final class ForeignReadings {

    private static final int FIELDS = 3;

    private ForeignReadings() {}

    /**
     * Reads the list.
     *
     * @throws Refused if it is not there, or a line is not {@code SUBJECT | FINDING | CAUSE}
     */
    static List<ForeignReading> all(Path home) {
        Path file = home.resolve("ci").resolve("foreign-readings");
        try {
            List<ForeignReading> all = new ArrayList<>();
            for (ListFile.Line line : ListFile.read(file)) {
                all.add(reading(file, line.number(), line.text()));
            }
            return all;
        } catch (IOException e) {
            throw Refused.notAvailable("the readings of foreign code cannot be read: " + file);
        }
    }

    private static ForeignReading reading(Path file, int number, String line) {
        String[] fields = line.split(" \\| ", FIELDS);
        if (fields.length != FIELDS) {
            throw Refused.badInput(
                    file + ", line " + number + ": SUBJECT | FINDING | CAUSE is needed, but it is '" + line + "'");
        }
        return new ForeignReading(fields[0].strip(), fields[1].strip(), fields[2].strip());
    }
}
