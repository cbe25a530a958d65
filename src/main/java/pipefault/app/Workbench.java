package pipefault.app;

/**
 * What every command needs.
 *
 * @param catalogue what there is to run
 * @param kernels on what it runs
 * @param surroundings what the process finds around it
 * @param terminal where it writes
 */
record Workbench(Catalogue catalogue, Kernels kernels, Surroundings surroundings, Terminal terminal) {

    /** Returns the version of this program. */
    static String version() {
        String version = Workbench.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
