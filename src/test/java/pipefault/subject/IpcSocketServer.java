package pipefault.subject;

import java.io.IOException;
import java.net.ServerSocket;
import org.scalasbt.ipcsocket.Win32NamedPipeServerSocket;

/** The server of ipcsocket, through JNA. */
public class IpcSocketServer extends SocketServer {

    /** Closes the connection, and then the server. */
    public IpcSocketServer() {
        this(false);
    }

    IpcSocketServer(boolean asAWhole) {
        super("ipcsocket-server", asAWhole);
    }

    @Override
    Class<?> library() {
        return IpcSockets.library();
    }

    @Override
    ServerSocket listen(String pipe) throws IOException {
        return new Win32NamedPipeServerSocket(pipe);
    }
}
