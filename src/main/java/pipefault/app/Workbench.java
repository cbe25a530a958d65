package pipefault.app;

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

    /** Returns the version of this program. */
    static String version() {
        String version = Workbench.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
