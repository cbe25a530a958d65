package pipefault.subject;

/** The same server, closed as a whole. */
public final class NailgunServerAsAWhole extends NailgunServer {

    /** Closes the server only. */
    public NailgunServerAsAWhole() {
        super(true);
    }
}
