package pipefault.app;

import java.util.List;
import picocli.CommandLine.Mixin;

/** A command that drives writers: ours, and those that a user brings. */
abstract class SubjectCommand extends Subcommand {

    @Mixin
    private final SubjectOptions subjects = new SubjectOptions();

    SubjectCommand(Workbench bench) {
        super(bench);
    }

    @Override
    public final Integer call() {
        bench = bench.with(subjects.path());
        return play();
    }

    /** Returns the writers that are meant: those asked for, else those that the user has brought, else the usual ones. */
    final List<String> orBrought(List<String> asked, List<String> otherwise) {
        List<String> brought = bench.catalogue().brought();
        return !asked.isEmpty() ? asked : brought.isEmpty() ? otherwise : brought;
    }

    /** Does what the command says, with all writers in the catalogue; the result is the exit code. */
    abstract int play();
}
