package pipefault.subject;

/** The same server, closed as a whole. */
public final class IpcSocketServerAsAWhole extends IpcSocketServer {

    /** Closes the server only. */
    public IpcSocketServerAsAWhole() {
        super(true);
    }
}
