package pipefault.subject;

import java.io.IOException;
import java.util.List;
import org.scalasbt.ipcsocket.Win32NamedPipeSocket;
import pipefault.foreign.Endpoint;
import pipefault.foreign.ForeignSubject;
import pipefault.inject.Interception;
import pipefault.jna.foreign.LoadedLibraries;

/** The client of ipcsocket, through JNA. */
public final class IpcSocketClient implements ForeignSubject {

    @Override
    public String name() {
        return "ipcsocket-client";
    }

    @Override
    public Side side() {
        return Side.CLIENT;
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
        return new StreamEndpoint(new Win32NamedPipeSocket(pipe));
    }
}
