package pipefault.scenario;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The cores on which this process may run, and the way to keep a process on one of them.
 *
 * <p>Threads that take turns hand on to each other many times faster on one core than from one to another.
 */
public final class Cores {

    private static final String PROGRAM = "taskset";
    private static final Pattern RANGE = Pattern.compile("([0-9]{1,6})(?:-([0-9]{1,6}))?");

    private final List<Integer> numbers;

    private Cores(List<Integer> numbers) {
        this.numbers = numbers;
    }

    /** Finds out about this process; nothing can be pinned where that is not Linux with taskset. */
    public static Cores ofThisProcess() {
        return hasProgram() ? new Cores(allowed()) : new Cores(List.of());
    }

    /** Tells whether processes can be kept on a core. */
    public boolean canPin() {
        return !numbers.isEmpty();
    }

    /**
     * Returns a command that does the same on one core; the same command where that cannot be had.
     *
     * @param number of the process, from 0: each gets its own core as long as there are enough
     */
    public List<String> pin(int number, List<String> command) {
        if (!canPin()) {
            return command;
        }
        int core = numbers.get(number % numbers.size());
        return Stream.concat(Stream.of(PROGRAM, "-c", Integer.toString(core)), command.stream())
                .toList();
    }

    private static boolean hasProgram() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty())
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, PROGRAM)));
    }

    private static List<Integer> allowed() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("Cpus_allowed_list:"))
                    .map(line -> parse(line.substring(line.indexOf(':') + 1).strip()))
                    .findFirst()
                    .orElse(List.of());
        } catch (IOException e) {
            // No Linux, or one that hides this: then nobody is pinned, which is said.
            return List.of();
        }
    }

    /** Reads a list as Linux writes it, for example {@code 0-3,8}; empty if it is none. */
    static List<Integer> parse(String text) {
        List<Integer> numbers = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Matcher range = RANGE.matcher(part);
            if (!range.matches()) {
                return List.of();
            }
            int first = Integer.parseInt(range.group(1));
            int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
            IntStream.rangeClosed(first, last).forEach(numbers::add);
        }
        return numbers;
    }
}
