package pipefault.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
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
 * The README and the guides show code that compiles and runs, and output that the commands really print.
 *
 * <p>{@code -Dpipefault.golden=write} writes both into them; look at the difference before it is committed. A command that
 * ends with something else than 0 shows its exit code. The folder {@code out} holds the writers and the scenarios of the
 * guides, compiled.
 */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class ReadmeTest {

    private static final Path TOP = Path.of("..");
    private static final Path README = TOP.resolve("README.md");
    private static final Path DOCS = TOP.resolve("docs");

    @TempDir
    private static Path classes;

    @TempDir
    private static Path reports;

    @BeforeAll
    static void compileTheClassesOfTheGuides() throws IOException {
        OwnWriters.compile(OwnWriters.SOURCES, classes);
        OwnWriters.compile(EXAMPLES.resolve("scenario"), classes);
    }

    private static final Path EXAMPLES = Path.of("test", "resources", "pipefault", "example");
    private static final Path THIS = Path.of("test", "java", "pipefault", "app", "ReadmeTest.java");
    private static final int LINES_OF_DIFFERENCE = 5;

    private static final Pattern BLOCK = Pattern.compile(
            "<!-- (run|java|plans|grammar|snippet|imports|file): (.*?) -->\n```(\\w*)\n(.*?)```\n", Pattern.DOTALL);

    /** A command, and a line below it that is none. */
    private static final Pattern UNMARKED_OUTPUT = Pattern.compile("```\\n(\\$ .*\\n)+[^$`].*");

    @Test
    void the_story_of_the_guide_is_true() {
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

    /** A block of the README with the comment that says what it shows. */
    private record Block(String kind, String what, String shown) {

        String real() throws IOException {
            return switch (kind) {
                case "run" -> new ShownCommand(classes, reports).run(what);
                case "java" -> new ShownCommand(classes, reports).java(what);
                case "plans" -> ShownPlans.played(what, shown);
                case "grammar" -> firstPreformatted(what);
                case "snippet" -> snippet(what);
                case "imports" -> imports(snippet(what));
                default -> withoutPackage(Files.readString(TOP.resolve(what)));
            };
        }
    }

    @TestFactory
    Stream<DynamicTest> every_block_shows_what_is_there() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Path page : pages()) {
            if ("write".equals(System.getProperty("pipefault.golden"))) {
                rewrite(page);
            }
            List<Block> blocks = blocks(Files.readString(page));
            assertThat(blocks).as("blocks with a comment in " + page).isNotEmpty();
            for (Block block : blocks) {
                String name = page.getFileName() + ": " + block.kind() + ": " + block.what();
                tests.add(DynamicTest.dynamicTest(name, () -> assertShowsTheTruth(page, block)));
            }
        }
        return tests.stream();
    }

    /** Returns the README and the pages beside it that show anything with a comment. */
    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(README));
        try (Stream<Path> files = Files.list(DOCS)) {
            for (Path page : files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList()) {
                if (!blocks(Files.readString(page)).isEmpty()) {
                    pages.add(page);
                }
            }
        }
        return pages;
    }

    @Test
    void no_command_is_shown_with_an_output_that_nobody_compares() throws IOException {
        for (Path page : pages()) {
            String unmarked = BLOCK.matcher(Files.readString(page)).replaceAll("");

            assertThat(UNMARKED_OUTPUT.matcher(unmarked).results().map(MatchResult::group))
                    .as("outputs without a comment in %s", page.getFileName())
                    .isEmpty();
        }
    }

    /** Shows the first difference only: blocks are long, and the rest of one is most often right. */
    private static void assertShowsTheTruth(Path page, Block block) throws IOException {
        List<String> shown = block.shown().lines().toList();
        List<String> real = block.real().lines().toList();
        int line = 0;
        while (line < shown.size() && line < real.size() && shown.get(line).equals(real.get(line))) {
            line++;
        }

        assertThat(from(line, shown))
                .as(
                        "the block '%s: %s' of %s, from its line %s on; written anew by:%n  ./mvnw test -pl src -am"
                                + " -Dtest=ReadmeTest -Dsurefire.failIfNoSpecifiedTests=false -Dpipefault.golden=write%n",
                        block.kind(), block.what(), page.getFileName(), line + 1)
                .isEqualTo(from(line, real));
    }

    private static String from(int line, List<String> lines) {
        return String.join("\n", lines.subList(line, Math.min(lines.size(), line + LINES_OF_DIFFERENCE)));
    }

    private static List<Block> blocks(String readme) {
        List<Block> blocks = new ArrayList<>();
        Matcher block = BLOCK.matcher(readme);
        while (block.find()) {
            blocks.add(new Block(block.group(1), block.group(2), block.group(4)));
        }
        return blocks;
    }

    private static void rewrite(Path page) throws IOException {
        StringBuilder fresh = new StringBuilder();
        Matcher block = BLOCK.matcher(Files.readString(page));
        while (block.find()) {
            String real = new Block(block.group(1), block.group(2), block.group(4)).real();
            String text = "<!-- " + block.group(1) + ": " + block.group(2) + " -->\n```" + block.group(3) + "\n" + real
                    + "```\n";
            block.appendReplacement(fresh, Matcher.quoteReplacement(text));
        }
        block.appendTail(fresh);
        Files.writeString(page, fresh);
    }

    private static String snippet(String name) throws IOException {
        String source = Files.readString(THIS);
        String region = source.substring(
                source.indexOf("// snippet: " + name + "\n") + ("// snippet: " + name + "\n").length());
        return region.substring(0, region.indexOf("        // end"))
                .lines()
                .map(line -> line.startsWith("        ") ? line.substring(8) : line)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** Returns the imports of this class that a snippet needs. */
    private static String imports(String snippet) throws IOException {
        return Files.readAllLines(THIS).stream()
                .filter(line -> line.startsWith("import ") && !line.startsWith("import static "))
                .filter(line -> Pattern.compile(
                                "\\b" + line.substring(line.lastIndexOf('.') + 1, line.length() - 1) + "\\b")
                        .matcher(snippet)
                        .find())
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** Returns what the first {@code pre} element of a Javadoc holds. */
    private static String firstPreformatted(String source) throws IOException {
        String text = Files.readString(TOP.resolve(source)).replace("\r\n", "\n");
        return text.substring(text.indexOf("<pre>\n") + "<pre>\n".length(), text.indexOf("     * </pre>"))
                .lines()
                .map(line -> line.replaceFirst(" *\\* ?", ""))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String withoutPackage(String source) {
        return source.replace("\r\n", "\n").replaceFirst("package .*;\n\n", "");
    }

    @Test
    void the_pom_for_a_project_of_your_own_has_the_versions_of_ours() throws IOException {
        String ours = Files.readString(TOP.resolve("pom.xml"));
        String example = Files.readString(EXAMPLES.resolve("pom.xml"));

        assertThat(versionAfter("<artifactId>pipefault</artifactId>\\s*<version>", example))
                .isEqualTo(versionAfter("<artifactId>pipefault-parent</artifactId>\\s*<version>", ours));
        assertThat(versionAfter("<artifactId>junit-jupiter</artifactId>\\s*<version>", example))
                .isEqualTo(versionAfter("<junit.version>", ours));
        assertThat(versionAfter("<artifactId>maven-surefire-plugin</artifactId>\\s*<version>", example))
                .isEqualTo(versionAfter("<artifactId>maven-surefire-plugin</artifactId>\\s*<version>", ours));
    }

    private static String versionAfter(String lead, String pom) {
        Matcher version = Pattern.compile(lead + "([^<]+)<").matcher(pom);
        assertThat(version.find()).as("%s in a pom.xml", lead).isTrue();
        return version.group(1);
    }
}
