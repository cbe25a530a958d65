package pipefault.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import pipefault.defects.Writers;
import pipefault.fault.FaultPlan;
import pipefault.oracle.Oracles;
import pipefault.oracle.Verdict;
import pipefault.scenario.Bounds;
import pipefault.scenario.RecoveryMode;
import pipefault.scenario.Run;
import pipefault.scenario.RunResult;
import pipefault.scenario.RunSpec;
import pipefault.scenario.Runner;
import pipefault.scenario.Scenario;
import pipefault.scenario.Variant;
import pipefault.simulation.Schedules;
import pipefault.simulation.SimulatedWorld;

/**
 * The README shows code that compiles and runs, and output that the commands really print.
 *
 * <p>{@code -Dpipefault.golden=write} writes both into the README; look at the difference before it is committed.
 */
class ReadmeTest {

    private static final Path README = Path.of("..", "README.md");
    private static final Pattern BLOCK =
            Pattern.compile("<!-- (run|snippet): (.*?) -->\n```(\\w*)\n(.*?)```\n", Pattern.DOTALL);

    @Test
    void the_story_of_the_readme_is_true() {
        // snippet: cancel-fails
        Variant variant =
                new Variant("cancel-fails", FaultPlan.parse("CancelIoEx#1 -> fail(ERROR_ACCESS_DENIED)"), run -> {
                    run.open();
                    run.write(Run.LARGE); // more than the pipe takes, and nobody reads: pending
                    run.stop().within(Bounds.STEP);
                    run.close().within(Bounds.STEP);
                });
        Scenario scenario = new Scenario(
                "early-release",
                "Is memory given back while the kernel owns it?",
                List.of(Oracles.OWNERSHIP),
                RecoveryMode.FRESH_SUBJECT,
                List.of(variant));
        Runner runner = new Runner(seed -> SimulatedWorld.create(Schedules.random(seed)));
        List<RunResult> results = runner.runWithControl(new RunSpec(scenario, variant, Writers.asShipped(), 1, null));
        // end

        assertThat(results).extracting(RunResult::verdict).containsExactly(Verdict.UNAFFECTED, Verdict.MEMORY_UNSAFE);
    }

    @Test
    void every_block_shows_what_is_there() throws IOException {
        String readme = Files.readString(README);
        StringBuilder fresh = new StringBuilder();
        Matcher block = BLOCK.matcher(readme);
        int blocks = 0;
        while (block.find()) {
            blocks++;
            String body = block.group(1).equals("run") ? output(block.group(2)) : snippet(block.group(2));
            String text = "<!-- " + block.group(1) + ": " + block.group(2) + " -->\n```" + block.group(3) + "\n" + body
                    + "```\n";
            block.appendReplacement(fresh, Matcher.quoteReplacement(text));
        }
        block.appendTail(fresh);
        if ("write".equals(System.getProperty("pipefault.golden"))) {
            Files.writeString(README, fresh);
        }

        assertThat(blocks).isEqualTo(3);
        assertThat(Files.readString(README)).isEqualTo(fresh.toString());
    }

    private static String output(String arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Main.execute(
                words(arguments + " --kernel simulated").toArray(String[]::new),
                new PrintWriter(out, true),
                new PrintWriter(err, true));
        assertThat(err.toString()).as("errors of %s", arguments).isEmpty();
        // How long it took differs from time to time and from machine to machine.
        return "$ ./pipefault " + arguments + "\n"
                + out.toString().replace("\r\n", "\n").replaceAll(", \\d+\\.\\d s: ", ": ");
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        Matcher word = Pattern.compile("'([^']*)'|(\\S+)").matcher(line);
        while (word.find()) {
            words.add(word.group(1) == null ? word.group(2) : word.group(1));
        }
        return words;
    }

    private static String snippet(String name) throws IOException {
        String source = Files.readString(Path.of("test", "java", "pipefault", "app", "ReadmeTest.java"));
        String region = source.substring(
                source.indexOf("// snippet: " + name + "\n") + ("// snippet: " + name + "\n").length());
        return region.substring(0, region.indexOf("        // end"))
                .lines()
                .map(line -> line.startsWith("        ") ? line.substring(8) : line)
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
