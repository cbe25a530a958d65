package pipefault.junit;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.reporting.FileEntry;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.LauncherConstants;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * What JUnit's launcher has to tell of a sample class.
 *
 * @param tests the invocations, in the order in which they ended
 * @param containers the test methods and classes that failed before an invocation
 * @param files what was published
 * @param entries what was published as text
 */
record Launched(List<Ended> tests, List<Ended> containers, List<Path> files, List<String> entries) {

    /**
     * One of them.
     *
     * @param name as JUnit displays it
     */
    record Ended(String name, TestExecutionResult result) {

        Status status() {
            return result.getStatus();
        }

        Throwable thrown() {
            return result.getThrowable().orElseThrow();
        }

        String message() {
            return String.valueOf(thrown().getMessage());
        }
    }

    /** Runs a class. */
    static Launched run(Class<?> sample, Path folder) {
        return run(sample, folder, Map.of());
    }

    /** Runs a class with settings of JUnit. */
    static Launched run(Class<?> sample, Path folder, Map<String, String> settings) {
        Launched launched = new Launched(
                new CopyOnWriteArrayList<>(),
                new CopyOnWriteArrayList<>(),
                new CopyOnWriteArrayList<>(),
                new CopyOnWriteArrayList<>());
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(DiscoverySelectors.selectClass(sample))
                                .configurationParameter(LauncherConstants.OUTPUT_DIR_PROPERTY_NAME, folder.toString())
                                // The default of this build is for tests that play one run.
                                .configurationParameter("junit.jupiter.execution.timeout.default", "240s")
                                .configurationParameters(settings)
                                .build(),
                        launched.listener());
        return launched;
    }

    private TestExecutionListener listener() {
        return new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
                Ended ended = new Ended(identifier.getDisplayName(), result);
                if (identifier.isTest()) {
                    tests.add(ended);
                } else if (result.getStatus() != Status.SUCCESSFUL) {
                    containers.add(ended);
                }
            }

            @Override
            public void fileEntryPublished(TestIdentifier identifier, FileEntry file) {
                files.add(file.getPath());
            }

            @Override
            public void reportingEntryPublished(TestIdentifier identifier, ReportEntry entry) {
                Optional.ofNullable(entry.getKeyValuePairs().get("pipefault")).ifPresent(entries::add);
            }
        };
    }

    /** Returns the only invocation. */
    Ended only() {
        if (tests.size() != 1 || !containers.isEmpty()) {
            throw new AssertionError("not one invocation: " + this);
        }
        return tests.get(0);
    }

    /** Returns how the only method failed before its first invocation. */
    String refusal() {
        if (!tests.isEmpty() || containers.size() != 1) {
            throw new AssertionError("not one refusal: " + this);
        }
        return containers.get(0).message();
    }
}
