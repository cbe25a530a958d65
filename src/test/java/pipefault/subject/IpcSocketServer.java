package pipefault.subject;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import org.scalasbt.ipcsocket.Win32NamedPipeServerSocket;
import pipefault.foreign.Endpoint;
import pipefault.foreign.ForeignSubject;
import pipefault.foreign.Workaround;
import pipefault.inject.Interception;
import pipefault.jna.foreign.LoadedLibraries;

/** The server of ipcsocket, through JNA. */
public class IpcSocketServer implements ForeignSubject {

    @Override
    public String name() {
        return "ipcsocket-server";
    }

    @Override
    public Side side() {
        return Side.SERVER;
    }

    @Override
    public String caughtBy() {
        return "the JNA interface that it has loaded";
    }

    @Override
    public List<AutoCloseable> intercept(Interception interception) {
        return List.of(LoadedLibraries.hook(interception, LoadedLibraries.heldBy(IpcSockets.library())));
    }

    @Override
    public Optional<Workaround> workaround() {
        return LockPipe.workaround();
    }

    @Override
    public Endpoint open(String pipe) throws IOException {
        return accepted(new Win32NamedPipeServerSocket(pipe));
    }

    /** Waits for the peer, and says what closes with the endpoint. */
    Endpoint accepted(ServerSocket server) throws IOException {
        return StreamEndpoint.accepted(server);
    }
}
