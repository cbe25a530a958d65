package pipefault.subject;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import pipefault.foreign.Endpoint;
import pipefault.foreign.ForeignSubject;
import pipefault.foreign.Workaround;
import pipefault.inject.Interception;
import pipefault.jna.foreign.LoadedLibraries;

/** The server end of a library that has its pipes as sockets, and calls Windows through JNA. */
abstract class SocketServer implements ForeignSubject {

    private final String name;
    private final boolean asAWhole;

    /**
     * Takes what it is called.
     *
     * @param asAWhole whether only the server is closed: what it has accepted goes with it, another way through its code
     */
    SocketServer(String name, boolean asAWhole) {
        this.name = name;
        this.asAWhole = asAWhole;
    }

    /** Returns what holds the JNA interface that it has loaded. */
    abstract Class<?> library();

    abstract ServerSocket listen(String pipe) throws IOException;

    @Override
    public String name() {
        return asAWhole ? name + "-as-a-whole" : name;
    }

    @Override
    public Side side() {
        return Side.SERVER;
    }

    @Override
    public String caughtBy() {
        return "the JNA interface that it has loaded"
                + (asAWhole ? "; nobody closes the connection, only the server" : "");
    }

    @Override
    public List<AutoCloseable> intercept(Interception interception) {
        return List.of(LoadedLibraries.hook(interception, LoadedLibraries.heldBy(library())));
    }

    @Override
    public Optional<Workaround> workaround() {
        return LockPipe.workaround();
    }

    @Override
    public Endpoint open(String pipe) throws IOException {
        ServerSocket server = listen(pipe);
        return asAWhole ? StreamEndpoint.acceptedAsAWhole(server) : StreamEndpoint.accepted(server);
    }
}
