package pipefault.subject;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import pipefault.foreign.Endpoint;

/** A socket of others as an endpoint. */
final class StreamEndpoint implements Endpoint {

    private final Socket socket;
    private final Closing closing;

    /** Gives everything back. */
    private interface Closing {
        void close() throws IOException;
    }

    /** Takes a socket whose close gives everything back. */
    StreamEndpoint(Socket socket) {
        this(socket, socket::close);
    }

    private StreamEndpoint(Socket socket, Closing closing) {
        this.socket = socket;
        this.closing = closing;
    }

    /** Waits for the first who connects; closes the connection, and then the server. */
    static Endpoint accepted(ServerSocket server) throws IOException {
        Socket socket = first(server);
        return new StreamEndpoint(socket, () -> {
            try {
                socket.close();
            } finally {
                server.close();
            }
        });
    }

    /** Waits for the first who connects; closes the server only, which takes its connections along. */
    static Endpoint acceptedAsAWhole(ServerSocket server) throws IOException {
        return new StreamEndpoint(first(server), server::close);
    }

    private static Socket first(ServerSocket server) throws IOException {
        try {
            return server.accept();
        } catch (IOException | RuntimeException e) {
            try {
                server.close();
            } catch (IOException also) {
                e.addSuppressed(also);
            }
            throw e;
        }
    }

    @Override
    public void write(byte[] data) throws IOException {
        socket.getOutputStream().write(data);
    }

    @Override
    public int read(byte[] buffer) throws IOException {
        return socket.getInputStream().read(buffer);
    }

    @Override
    public void close() throws IOException {
        closing.close();
    }
}
