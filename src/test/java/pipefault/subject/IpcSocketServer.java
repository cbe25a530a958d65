package pipefault.subject;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import org.scalasbt.ipcsocket.Win32NamedPipeServerSocket;
import pipefault.foreign.Endpoint;
import pipefault.foreign.ForeignSubject;
import pipefault.inject.Interception;
import pipefault.jna.foreign.LoadedLibraries;

/** The server of ipcsocket, through JNA. */
public final class IpcSocketServer implements ForeignSubject {

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
    public Endpoint open(String pipe) throws IOException {
        Win32NamedPipeServerSocket server = new Win32NamedPipeServerSocket(pipe);
        try {
            Socket accepted = server.accept();
            return new StreamEndpoint(accepted, server::close);
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }
}
