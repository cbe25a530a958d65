package pipefault.subject;

import com.sun.jna.platform.win32.Kernel32;
import java.io.Closeable;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import org.jspecify.annotations.Nullable;
import pipefault.foreign.Endpoint;
import pipefault.foreign.ForeignSubject;
import pipefault.inject.Interception;
import pipefault.jna.foreign.LoadedLibraries;

/**
 * The named pipe through which JGit talks to the agent of OpenSSH.
 *
 * <p>In public it takes a whole message and returns a whole answer, and here bytes go as they like. So {@code rpc} itself is
 * left out: that it puts a length in front of the message, and what it takes for a length in the answer. What it does the
 * rest with, to write all of a block and to read all of one, is called as it calls it. Nothing of JGit is on the class path
 * of the build, hence the reflection.
 */
public final class JGitSshAgent implements ForeignSubject {

    private static final String PACKAGE = "org.eclipse.jgit.internal.transport.sshd.agent.connector.";

    @Override
    public String name() {
        return "jgit-ssh-agent";
    }

    @Override
    public Side side() {
        return Side.CLIENT;
    }

    @Override
    public String caughtBy() {
        return "the interface of jna-platform that it has loaded";
    }

    @Override
    public List<AutoCloseable> intercept(Interception interception) {
        return List.of(LoadedLibraries.hook(interception, List.of(Kernel32.INSTANCE)));
    }

    @Override
    public Endpoint open(String pipe) throws IOException {
        Connector connector = new Connector(pipe);
        if (!connector.connect()) {
            throw new IllegalStateException("it says that no agent is there");
        }
        return connector;
    }

    /** A connector of JGit, by its names. */
    private static final class Connector implements Endpoint {

        private final Closeable connector;
        private final Method connect;
        private final Method writeFully;
        private final Method readFully;
        private final Field handle;
        private final Method libraries;

        Connector(String pipe) {
            try {
                Class<?> type = Class.forName(PACKAGE + "WinPipeConnector");
                Class<?> holder = Class.forName(PACKAGE + "LibraryHolder");
                connector = (Closeable) type.getConstructor(String.class).newInstance(pipe);
                connect = type.getMethod("connect");
                handle = type.getDeclaredField("fileHandle");
                writeFully = type.getDeclaredMethod("writeFully", holder, handle.getType(), byte[].class);
                readFully = type.getDeclaredMethod("readFully", holder, handle.getType(), byte[].class);
                libraries = holder.getMethod("getLibrary");
                handle.setAccessible(true);
                writeFully.setAccessible(true);
                readFully.setAccessible(true);
                libraries.setAccessible(true);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("this version of JGit has another connector", e);
            }
        }

        boolean connect() throws IOException {
            return Boolean.TRUE.equals(call(connect, connector));
        }

        @Override
        public void write(byte[] data) throws IOException {
            transfer(writeFully, data);
        }

        @Override
        public int read(byte[] buffer) throws IOException {
            transfer(readFully, buffer);
            return buffer.length;
        }

        @Override
        public void close() throws IOException {
            connector.close();
        }

        private void transfer(Method all, byte[] bytes) throws IOException {
            Object unused = call(all, connector, call(libraries, null), openHandle(), bytes);
        }

        private Object openHandle() {
            try {
                Object open = handle.get(connector);
                if (open == null) {
                    throw new IllegalStateException("it has no handle: not connected, or closed");
                }
                return open;
            } catch (IllegalAccessException e) {
                throw new IllegalStateException("cannot read " + handle, e);
            }
        }

        private static @Nullable Object call(Method method, @Nullable Object of, @Nullable Object... arguments)
                throws IOException {
            try {
                return method.invoke(of, arguments);
            } catch (InvocationTargetException e) {
                Throwable thrown = e.getCause();
                if (thrown instanceof IOException ofTheirs) {
                    throw ofTheirs;
                }
                if (thrown instanceof RuntimeException ofTheirs) {
                    throw ofTheirs;
                }
                if (thrown instanceof Error ofTheirs) {
                    throw ofTheirs;
                }
                throw new IllegalStateException("neither an IOException nor unchecked", thrown);
            } catch (IllegalAccessException e) {
                throw new IllegalStateException("cannot call " + method, e);
            }
        }
    }
}
