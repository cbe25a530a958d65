package pipefault.browser;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import pipefault.defects.Scenarios;
import pipefault.defects.Writers;
import pipefault.fault.FaultPlan;
import pipefault.oracle.Oracles;
import pipefault.report.Conditions;
import pipefault.report.MatrixLayout;
import pipefault.report.ReportDirectory;
import pipefault.report.ReportedRun;
import pipefault.scenario.Bounds;
import pipefault.scenario.RecoveryMode;
import pipefault.scenario.RunResult;
import pipefault.scenario.RunSpec;
import pipefault.scenario.Runner;
import pipefault.scenario.Scenario;
import pipefault.scenario.SubjectFactory;
import pipefault.scenario.Variant;
import pipefault.simulation.Schedules;
import pipefault.simulation.SimulatedWorld;

/** A report of a few runs of ours, one for each kind of story. */
final class SampleReport {

    /** How many blocks the long run writes; it comes to more than a thousand events. */
    private static final int BLOCKS = 60;

    /** What no writer should be able to do to a page. */
    static final String HOSTILE = "<img src=x onerror=alert(1)></script><!--";

    private final List<ReportedRun> runs = new ArrayList<>();
    private final Path folder;

    private SampleReport(Path folder) {
        this.folder = folder;
    }

    /** Makes the runs and writes the report. */
    static SampleReport in(Path folder) throws IOException {
        SampleReport report = new SampleReport(folder);
        report.run("D1-deadlock", "dispatched", Writers.named("wait-under-lock").orElseThrow());
        report.run("D1a-memory", "cancel-fails", Writers.asShipped());
        report.run("D1d-restart", "stopped-in-the-middle", Writers.asShipped());
        report.run("D1-deadlock", "dispatched", Writers.recovering());
        report.run("D1c-stall", "held", Writers.asShipped());
        report.run(longRun(), Writers.recovering());
        report.write();
        return report;
    }

    URI page() {
        return folder.resolve("index.html").toUri();
    }

    /** Returns the address of one run. */
    URI page(String scenario, String variant, String writer) {
        return URI.create(page() + "#" + String.join(".", scenario, variant, writer, "1"));
    }

    private void run(String scenario, String variant, SubjectFactory writer) {
        Scenario found = Scenarios.all().stream()
                .filter(each -> each.id().equals(scenario))
                .findFirst()
                .orElseThrow();
        run(new RunSpec(found, found.variant(variant).orElseThrow(), writer, 1, null));
    }

    private static Scenario longRun() {
        Variant variant = new Variant("many-blocks", FaultPlan.parse("Post#20..40+10 -> delay(before, 50ms)"), run -> {
            run.open();
            run.peer().drain();
            for (int i = 0; i < BLOCKS; i++) {
                run.write(100);
                run.expectReported();
            }
            run.stop().within(Bounds.STEP);
        });
        return new Scenario(
                "long",
                "Is a long run readable?",
                List.of(Oracles.OWNERSHIP),
                RecoveryMode.SAME_SUBJECT,
                List.of(variant));
    }

    private void run(Scenario scenario, SubjectFactory writer) {
        run(new RunSpec(scenario, scenario.variants().get(0), writer, 1, null));
    }

    private void run(RunSpec spec) {
        Runner runner = new Runner(seed -> SimulatedWorld.create(Schedules.random(seed)));
        for (RunResult result : runner.runWithControl(spec)) {
            String replay = "./pipefault replay " + HOSTILE;
            runs.add(ReportedRun.of(result, null, 1, null, replay));
        }
    }

    private void write() throws IOException {
        Map<String, Map<String, List<String>>> columns = new LinkedHashMap<>();
        List<String> scenarios =
                runs.stream().map(run -> run.result().scenario()).distinct().toList();
        for (ReportedRun run : runs) {
            String writer = run.result().writer();
            columns.computeIfAbsent(writer, w -> new LinkedHashMap<>())
                    .put(run.result().scenario(), List.of(writer));
        }
        MatrixLayout layout = new MatrixLayout(
                scenarios,
                columns.entrySet().stream()
                        .map(column -> new MatrixLayout.Column(column.getKey(), column.getValue()))
                        .toList());
        ReportDirectory report = ReportDirectory.prepare(folder, "0.1.0");
        for (ReportedRun run : runs) {
            report.add(run);
        }
        report.finish("", layout, new Conditions("0.1.0", "simulated", "any system", 1), runs);
    }
}
