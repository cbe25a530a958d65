package pipefault.subject;

import com.facebook.nailgun.NGWin32NamedPipeLibrary;
import com.facebook.nailgun.NGWin32NamedPipeServerSocket;
import java.io.IOException;
import java.net.ServerSocket;

/** The server end of nailgun's transport on Windows, through JNA. */
public class NailgunServer extends SocketServer {

    /** Closes the connection, and then the server. */
    public NailgunServer() {
        this(false);
    }

    NailgunServer(boolean asAWhole) {
        super("nailgun-server", asAWhole);
    }

    @Override
    Class<?> library() {
        return NGWin32NamedPipeLibrary.class;
    }

    @Override
    ServerSocket listen(String pipe) throws IOException {
        return new NGWin32NamedPipeServerSocket(pipe);
    }
}
