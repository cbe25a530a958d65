package pipefault.subject;

import com.pty4j.windows.winpty.NamedPipe;
import com.pty4j.windows.winpty.WinPty;
import com.sun.jna.Library;
import com.sun.jna.platform.win32.Kernel32;
import com.sun.jna.platform.win32.WinNT;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import pipefault.foreign.Endpoint;
import pipefault.foreign.ForeignSubject;
import pipefault.inject.Interception;
import pipefault.jna.foreign.LoadedLibraries;

/** The named pipe that pty4j talks to its agent through. */
public final class Pty4jNamedPipe implements ForeignSubject {

    @Override
    public String name() {
        return "pty4j-named-pipe";
    }

    @Override
    public Side side() {
        return Side.CLIENT;
    }

    @Override
    public String caughtBy() {
        return "its own JNA interface and that of jna-platform, both loaded";
    }

    @Override
    public List<AutoCloseable> intercept(Interception interception) {
        List<Library> all = new ArrayList<>(LoadedLibraries.heldBy(WinPty.class));
        all.removeIf(each -> !each.toString().contains("kernel32"));
        all.add(Kernel32.INSTANCE);
        return List.of(LoadedLibraries.hook(interception, all));
    }

    @Override
    public Endpoint open(String pipe) throws IOException {
        NamedPipe opened = NamedPipe.connectToServer(pipe, WinNT.GENERIC_READ | WinNT.GENERIC_WRITE);
        return new Endpoint() {
            @Override
            public void write(byte[] data) {
                opened.write(data, 0, data.length);
            }

            @Override
            public int read(byte[] buffer) {
                return opened.read(buffer, 0, buffer.length);
            }

            @Override
            public void close() throws IOException {
                opened.close();
            }
        };
    }
}
