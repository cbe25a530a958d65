package pipefault.subject;

import java.io.IOException;
import java.net.ServerSocket;
import pipefault.foreign.Endpoint;

/** The same server, closed as a whole: what it has accepted goes with it, another way through its code. */
public final class NailgunServerAsAWhole extends NailgunServer {

    @Override
    public String name() {
        return "nailgun-server-as-a-whole";
    }

    @Override
    public String caughtBy() {
        return super.caughtBy() + "; nobody closes the connection, only the server";
    }

    @Override
    Endpoint accepted(ServerSocket server) throws IOException {
        return StreamEndpoint.acceptedAsAWhole(server);
    }
}
