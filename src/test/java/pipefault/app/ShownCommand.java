package pipefault.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command as a page shows it, and what it really prints.
 *
 * <p>After {@code | head -n N} or {@code | grep -B N TEXT} stands what these would leave of it. What a command says of bad
 * input is shown; any other word on the error stream is a failure.
 *
 * @param classes what the page calls {@code out}
 * @param reports where reports go
 */
record ShownCommand(Path classes, Path reports) {

    private static final Path DOCS = Path.of("..", "docs");
    private static final int BAD_INPUT = 2;
    private static final long SECONDS_OF_A_PROGRAM = 60;
    private static final Pattern FILTER = Pattern.compile("(.*) \\| (?:head -n (\\d+)|grep -B (\\d+) (\\w+))");

    /** Comes on a slow machine only. */
    private static final Pattern PROGRESS = Pattern.compile("\\[\\d+/\\d+\\] .*\\R");

    /** Runs a command of ours. */
    String run(String command) throws IOException {
        String prompt = "$ ./pipefault " + command + "\n";
        Matcher filter = FILTER.matcher(command);
        if (!filter.matches()) {
            return prompt + output(command);
        }
        List<String> lines = output(filter.group(1)).lines().toList();
        List<String> left = filter.group(2) == null
                ? grep(Integer.parseInt(filter.group(3)), filter.group(4), lines)
                : lines.subList(0, Math.min(lines.size(), Integer.parseInt(filter.group(2))));
        return prompt + String.join("\n", left) + "\n";
    }

    /** Runs the main method of a compiled class in a process of its own. */
    String java(String name) throws IOException {
        Path printed = Files.createTempFile(reports, "java", ".txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path") + File.pathSeparator + classes,
                        name)
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
        try {
            assertThat(process.waitFor(SECONDS_OF_A_PROGRAM, TimeUnit.SECONDS))
                    .as("%s ended", name)
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + name + " ran", e);
        } finally {
            process.destroyForcibly();
        }
        String output = Files.readString(printed).replace("\r\n", "\n");
        assertThat(process.exitValue()).as(output).isZero();
        return "$ java -cp \"$(./pipefault classpath):out\" " + name + "\n" + output;
    }

    private static List<String> grep(int before, String text, List<String> lines) {
        List<String> left = new ArrayList<>();
        int shown = 0;
        for (int line = 0; line < lines.size(); line++) {
            if (lines.get(line).contains(text)) {
                int first = Math.max(shown, line - before);
                if (shown > 0 && first > shown) {
                    left.add("--");
                }
                left.addAll(lines.subList(first, line + 1));
                shown = line + 1;
            }
        }
        return left;
    }

    private String output(String command) throws IOException {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Main.execute(
                words(command.replace("--subject-path out", "--subject-path " + classes)
                                        .replace("docs/", DOCS + "/")
                                        .replace(
                                                "--report report",
                                                "--report " + Files.createTempDirectory(reports, "report"))
                                + (hasKernel(command) ? " --kernel simulated" : ""))
                        .toArray(String[]::new),
                new PrintWriter(out, true),
                new PrintWriter(err, true));
        String errors = PROGRESS.matcher(err.toString()).replaceAll("");
        if (exitCode != BAD_INPUT) {
            assertThat(errors).as("errors of %s", command).isEmpty();
        }
        // How long it took differs from time to time and from machine to machine.
        return (out + errors)
                        .replace("\r\n", "\n")
                        .replace(classes.toString(), "out")
                        .replaceAll(", \\d+\\.\\d s: ", ": ")
                        .replaceAll("; \\d+\\.\\d s, \\d+ in a second; ", "; ")
                + (exitCode == 0 ? "" : "$ echo $?\n" + exitCode + "\n");
    }

    private static boolean hasKernel(String command) {
        return !command.startsWith("explore") && !command.startsWith("list");
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        Matcher word = Pattern.compile("'([^']*)'|(\\S+)").matcher(line);
        while (word.find()) {
            words.add(word.group(1) == null ? word.group(2) : word.group(1));
        }
        return words;
    }
}
