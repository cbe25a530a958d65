package pipefault.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** A reproduced claim becomes a test: it compiles, is red on the writer that has the defect, and green on one that has not. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class PinnedClaimTest {

    private static final String WRITER = "pipefault.writer";
    private static final String CLASS_NAME = "Claim1Test";

    /** A claim that brings its steps. */
    private static final String SECOND = """
              - id: 2
                text: What the peer has got is sent again.
                place: stop()
                steps: [open, write 20000 bytes, peer reads 1000 bytes, until the peer has 1000 bytes, stop, write 8 KiB,
                  peer reads all, expect 9192 bytes received]
                bound: 0,0,0
                hypothesis:
                  - shows: [{oracle: wire bytes}]
            """;

    @TempDir
    private static Path temporary;

    private static Path classes;

    @BeforeAll
    static void pinTheClaimOfTheSkeleton() throws IOException {
        Path report = temporary.resolve("report.yaml");
        Path sources = temporary.resolve("tests");
        classes = Files.createDirectory(temporary.resolve("classes"));
        assertThat(Typed.type("triage", "--new", report.toString()).exitCode()).isZero();
        // What a text in Java and in YAML may trip over.
        Files.writeString(
                report,
                Files.readString(report)
                                .replace(
                                        "place: stop(), line 90",
                                        "place: 'C:\\src\\stop.cpp \"\"\" */ <b> \\u0041, line 90'")
                        + SECOND);
        Typed typed = Typed.type("triage", report.toString(), "--kernel", "simulated", "--as-test", sources.toString());
        assertThat(typed.out())
                .endsWith("written: " + sources.resolve(CLASS_NAME + ".java") + "\nwritten: "
                        + sources.resolve("Claim2Test.java") + "\n");
        OwnWriters.compile(sources, classes);
    }

    private static TestExecutionSummary run(String writer) throws IOException {
        return run(CLASS_NAME, writer);
    }

    private static TestExecutionSummary run(String className, String writer) throws IOException {
        String before = System.getProperty(WRITER);
        Thread thread = Thread.currentThread();
        ClassLoader usual = thread.getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()}, usual)) {
            thread.setContextClassLoader(loader);
            System.setProperty(WRITER, writer);
            SummaryGeneratingListener listener = new SummaryGeneratingListener();
            LauncherFactory.create()
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(DiscoverySelectors.selectClass(loader.loadClass(className)))
                                    .build(),
                            listener);
            return listener.getSummary();
        } catch (ClassNotFoundException e) {
            throw new AssertionError("the test was not compiled", e);
        } finally {
            thread.setContextClassLoader(usual);
            if (before == null) {
                System.clearProperty(WRITER);
            } else {
                System.setProperty(WRITER, before);
            }
        }
    }

    @Test
    void is_red_on_the_writer_that_has_the_defect() throws IOException {
        TestExecutionSummary summary = run("as-shipped");

        assertThat(summary.getTestsFoundCount()).isEqualTo(1);
        assertThat(summary.getFailures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.getException())
                        .hasMessageContaining("op-1 is released while the kernel owns it")
                        .hasMessageContaining("./pipefault replay 2.D1a-memory"));
    }

    @Test
    void is_green_on_a_repaired_one() throws IOException {
        TestExecutionSummary summary = run("recovering");

        assertThat(summary.getTestsSucceededCount()).isEqualTo(1);
        assertThat(summary.getFailures()).isEmpty();
    }

    @Test
    void pins_a_claim_by_steps_of_its_own() throws IOException {
        TestExecutionSummary red = run("Claim2Test", "as-shipped");
        TestExecutionSummary green = run("Claim2Test", "recovering");

        assertThat(red.getFailures())
                .singleElement()
                .satisfies(failure ->
                        assertThat(failure.getException()).hasMessageContaining("2.own-steps.open_write-20000-bytes"));
        assertThat(green.getTestsSucceededCount()).isEqualTo(1);
        assertThat(green.getFailures()).isEmpty();
    }

    @Test
    void is_red_where_the_fault_fires_nowhere() throws IOException {
        // Polls the status of its writes, and cancels by CancelIo: the call of the claim is never made.
        assertThat(run("cancel-io").getFailures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.getException()).hasMessageContaining("NOT_APPLICABLE"));
    }
}
