package pipefault.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A list of the folder {@code ci}: an entry in a line; comments begin with {@code #}. */
final class ListFile {

    /**
     * A line that is an entry.
     *
     * @param number from 1
     * @param text without blanks around it
     */
    record Line(int number, String text) {}

    private ListFile() {}

    /** Returns the entries. */
    static List<Line> read(Path file) throws IOException {
        List<Line> entries = new ArrayList<>();
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            String text = lines.get(i).strip();
            if (!text.isEmpty() && !text.startsWith("#")) {
                entries.add(new Line(i + 1, text));
            }
        }
        return entries;
    }
}
