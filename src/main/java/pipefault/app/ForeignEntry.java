package pipefault.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A line of {@code ci/foreign-subjects}.
 *
 * @param name with its version, {@code NAME@VERSION}
 * @param driver the name of the driver; empty if it is not driven
 * @param whyNot why it is not driven; empty if it is
 */
record ForeignEntry(String name, String driver, String whyNot) {

    /** Stands in place of a driver. */
    private static final String NOT = "not";

    private static final int FIELDS = 3;

    boolean isDriven() {
        return !driver.isEmpty();
    }

    /**
     * Reads the list.
     *
     * @throws Refused if it is not there
     */
    static List<ForeignEntry> all(Path home) {
        Path file = home.resolve("ci").resolve("foreign-subjects");
        try {
            List<ForeignEntry> all = new ArrayList<>();
            for (ListFile.Line line : ListFile.read(file)) {
                String[] fields = line.text().split("\\s+", FIELDS);
                if (fields.length == FIELDS) {
                    boolean driven = !fields[1].equals(NOT);
                    all.add(new ForeignEntry(fields[0], driven ? fields[1] : "", driven ? "" : fields[2]));
                }
            }
            return all;
        } catch (IOException e) {
            throw Refused.notAvailable("the list of foreign subjects cannot be read: " + file);
        }
    }
}
