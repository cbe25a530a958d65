package pipefault.junit;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.ExtensionContext;
import pipefault.oracle.Verdict;
import pipefault.report.FailureReport;
import pipefault.report.FailureReport.Detail;
import pipefault.report.ReportedRun;
import pipefault.scenario.HarnessError;
import pipefault.scenario.RunResult;

/** Turns what a run has shown into the end of a test: green, red with the report, or aborted. */
record Settlement(Declaration declaration, ExtensionContext context) {

    /** The report of a run beside something that the body has thrown by itself. */
    static final class Report extends Exception {
        private static final long serialVersionUID = 1;

        private Report(String text) {
            super("what the run has shown:\n" + text, null, false, false);
        }
    }

    /** Returns what makes this very invocation again. */
    String again() {
        return declaration.command() + "   (invocation " + number(context) + ", seed " + declaration.seed() + ")";
    }

    /** Returns the number of an invocation, in its brackets. */
    static String number(ExtensionContext context) {
        String name = context.getDisplayName();
        return name.substring(0, name.indexOf(']') + 1);
    }

    /**
     * Returns if the run is as it should be.
     *
     * @param thrown what the body has thrown by itself; null for nothing
     */
    void settle(RunResult result, Set<Verdict> expected, String replay, @Nullable Throwable thrown) throws Throwable {
        ReportedRun run = ReportedRun.of(result, expected, 1, null, replay);
        if (thrown != null) {
            boolean control = run.isControl();
            Report report = new Report((control
                            ? "It was the control run, without faults. What holds only under the faults belongs into run.hazard(...);"
                                    + " control = false leaves this run out.\n"
                            : "")
                    + FailureReport.print(run, Detail.BRIEF));
            thrown.addSuppressed(report);
            attach(context, FailureReport.print(run, Detail.FULL), thrown);
            throw thrown;
        }
        if (run.asExpected()) {
            return;
        }
        if (result.verdict() == Verdict.NOT_APPLICABLE) {
            Assumptions.abort("not applicable: " + String.join("; ", result.notes()));
        }
        String message = FailureReport.print(run, Detail.BRIEF);
        Throwable failure = result.verdict().isHarnessError() ? new HarnessError(message) : new AssertionError(message);
        attach(context, FailureReport.print(run, Detail.FULL), failure);
        throw failure;
    }

    /** Publishes a report as a file of the test, as far as this version of JUnit can. */
    static void attach(ExtensionContext context, String report, Throwable failure) {
        try {
            Attachment.publish(context, report);
        } catch (LinkageError olderJUnit) {
            // The message holds what matters.
            return;
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }
}
