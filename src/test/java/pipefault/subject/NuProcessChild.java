package pipefault.subject;

import com.zaxxer.nuprocess.windows.NuKernel32;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import pipefault.foreign.Endpoint;
import pipefault.foreign.ForeignSubject;
import pipefault.inject.Interception;
import pipefault.jna.foreign.DirectMapping;

/** The pipes between NuProcess and a child that it has started: the child carries the bytes to the peer and back. */
public final class NuProcessChild implements ForeignSubject {

    @Override
    public String name() {
        return "nuprocess";
    }

    @Override
    public Side side() {
        return Side.CLIENT;
    }

    @Override
    public String caughtBy() {
        return "the class that it has mapped directly; a child of it relays to the peer, and no fault reaches that";
    }

    @Override
    public List<AutoCloseable> intercept(Interception interception) {
        return List.of(DirectMapping.hook(interception, NuKernel32.class));
    }

    @Override
    public Duration opensWithin() {
        // A JVM has to start.
        return Duration.ofSeconds(20);
    }

    @Override
    public Endpoint open(String pipe) throws IOException {
        return NuProcessEndpoint.open(pipe);
    }
}
