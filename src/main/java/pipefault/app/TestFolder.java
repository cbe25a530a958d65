package pipefault.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import pipefault.triage.Answer;
import pipefault.triage.Claim;
import pipefault.triage.DefectReport;
import pipefault.triage.RegressionTest;

/** The folder to which tests go that pin reproduced claims; no file in it is ever replaced. */
final class TestFolder {

    private static final String OPTION = "--as-test";

    private final Path folder;

    private TestFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Makes sure that no test of these claims is there yet; changes nothing.
     *
     * @throws Refused if one is
     */
    static TestFolder of(String name, List<Claim> claims) {
        Path folder = FileProblem.folder(OPTION, name);
        for (Claim claim : claims) {
            Path file = folder.resolve(RegressionTest.fileName(claim));
            if (Files.exists(file)) {
                throw ReportFiles.there(OPTION, file);
            }
        }
        return new TestFolder(folder);
    }

    /** Writes a test for each claim that was reproduced, and returns the files. */
    List<Path> write(DefectReport report, List<Answer> answers) {
        List<Path> written = new ArrayList<>();
        for (Answer answer : answers) {
            if (answer.shown().isPresent()) {
                Path file = folder.resolve(RegressionTest.fileName(answer.claim()));
                FileProblem.write(OPTION, file, this::createFolder);
                ReportFiles.create(OPTION, file, RegressionTest.of(report, answer));
                written.add(file);
            }
        }
        return written;
    }

    private void createFolder() throws IOException {
        Files.createDirectories(folder);
    }
}
