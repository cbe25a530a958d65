package pipefault.world;

/** Ends a thread of a run that is being wound down; never a finding, never caught by a subject on purpose. */
public final class RunAborted extends Error {

    private static final long serialVersionUID = 1;

    /** Creates the error; it carries no stack, since it is thrown at every call of an aborted thread. */
    public RunAborted() {
        super("the run was ended", null, false, false);
    }
}
