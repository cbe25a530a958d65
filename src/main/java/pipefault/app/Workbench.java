package pipefault.app;

import pipefault.report.Conditions;

/**
 * What every command needs.
 *
 * @param catalogue what there is to run
 * @param kernels on what it runs
 * @param surroundings what the process finds around it
 * @param terminal where it writes
 * @param subjects the writers that are not ours
 */
record Workbench(
        Catalogue catalogue, Kernels kernels, Surroundings surroundings, Terminal terminal, SubjectPath subjects) {

    Workbench(Catalogue catalogue, Kernels kernels, Surroundings surroundings, Terminal terminal) {
        this(catalogue, kernels, surroundings, terminal, SubjectPath.NONE);
    }

    /**
     * Returns one that has the writers of a user as well.
     *
     * @throws Refused if they cannot be loaded
     */
    Workbench with(SubjectPath more) {
        return more.isEmpty()
                ? this
                : new Workbench(catalogue.with(more), kernels.with(more), surroundings, terminal, more);
    }

    /** Returns how a user replays something here, up to the token. */
    String replay() {
        return surroundings.program() + " replay" + subjects.typed();
    }

    /** Returns under which conditions runs of a kernel take place here. */
    Conditions conditions(KernelName kernel, long seed) {
        return new Conditions(version(), kernels.actual(kernel).toString(), surroundings.os(), seed);
    }

    /** Returns the version of this program. */
    static String version() {
        String version = Workbench.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
