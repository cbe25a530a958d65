package pipefault.subject;

import com.github.dockerjava.transport.NamedPipeSocket;
import com.sun.jna.Library;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import pipefault.foreign.Endpoint;
import pipefault.foreign.ForeignSubject;
import pipefault.inject.Interception;
import pipefault.jna.foreign.LoadedLibraries;

/** The named pipe through which docker-java talks to the engine: a socket over the file channel of the JDK. */
public final class DockerNamedPipe implements ForeignSubject {

    @Override
    public String name() {
        return "docker-named-pipe";
    }

    @Override
    public Side side() {
        return Side.CLIENT;
    }

    @Override
    public String caughtBy() {
        return "its JNA interface, and the import tables of nio.dll and, to close, java.dll";
    }

    @Override
    public List<AutoCloseable> intercept(Interception interception) {
        List<AutoCloseable> hooks = new ArrayList<>(JdkFileChannel.hooks(interception));
        List<Library> waits = LoadedLibraries.heldBy(kernel32());
        hooks.add(LoadedLibraries.hook(interception, waits));
        return hooks;
    }

    @Override
    public Duration opensWithin() {
        // It tries for ten seconds, however short the timeout of the caller is.
        return Duration.ofSeconds(15);
    }

    @Override
    public Endpoint open(String pipe) throws IOException {
        NamedPipeSocket socket = new NamedPipeSocket(pipe);
        // It takes no notice of the address: the pipe is what it was made for.
        socket.connect(InetSocketAddress.createUnresolved("localhost", 0));
        return new StreamEndpoint(socket);
    }

    private static Class<?> kernel32() {
        for (Class<?> each : NamedPipeSocket.class.getDeclaredClasses()) {
            if (Library.class.isAssignableFrom(each)) {
                return each;
            }
        }
        throw new IllegalStateException("this version of docker-java has no JNA interface");
    }
}
