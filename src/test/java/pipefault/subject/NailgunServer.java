package pipefault.subject;

import com.facebook.nailgun.NGWin32NamedPipeLibrary;
import com.facebook.nailgun.NGWin32NamedPipeServerSocket;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import pipefault.foreign.Endpoint;
import pipefault.foreign.ForeignSubject;
import pipefault.foreign.Workaround;
import pipefault.inject.Interception;
import pipefault.jna.foreign.LoadedLibraries;

/** The server end of nailgun's transport on Windows, through JNA. */
public class NailgunServer implements ForeignSubject {

    @Override
    public String name() {
        return "nailgun-server";
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
        return List.of(LoadedLibraries.hook(interception, LoadedLibraries.heldBy(NGWin32NamedPipeLibrary.class)));
    }

    @Override
    public Optional<Workaround> workaround() {
        return LockPipe.workaround();
    }

    @Override
    public Endpoint open(String pipe) throws IOException {
        return accepted(new NGWin32NamedPipeServerSocket(pipe));
    }

    /** Waits for the peer, and says what closes with the endpoint. */
    Endpoint accepted(ServerSocket server) throws IOException {
        return StreamEndpoint.accepted(server);
    }
}
