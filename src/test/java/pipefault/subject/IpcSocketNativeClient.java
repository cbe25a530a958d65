package pipefault.subject;

import java.io.IOException;
import java.util.List;
import org.scalasbt.ipcsocket.Win32NamedPipeSocket;
import pipefault.foreign.Endpoint;
import pipefault.foreign.ForeignSubject;
import pipefault.inject.Interception;
import pipefault.jna.foreign.ModuleImports;

/** The client of ipcsocket, through JNI: its calls come from a DLL that it unpacks from its jar. */
public final class IpcSocketNativeClient implements ForeignSubject {

    @Override
    public String name() {
        return "ipcsocket-jni-client";
    }

    @Override
    public Side side() {
        return Side.CLIENT;
    }

    @Override
    public String caughtBy() {
        return "the import table of the DLL that it unpacks and loads";
    }

    @Override
    public List<AutoCloseable> intercept(Interception interception) {
        IpcSockets.loadDll();
        return List.of(ModuleImports.patch(interception, "libsbtipcsocket*.dll"));
    }

    @Override
    public Endpoint open(String pipe) throws IOException {
        return new StreamEndpoint(new Win32NamedPipeSocket(pipe, true));
    }
}
