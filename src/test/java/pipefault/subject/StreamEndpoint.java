package pipefault.subject;

import java.io.IOException;
import java.net.Socket;
import pipefault.foreign.Endpoint;

/** A socket of others as an endpoint. */
final class StreamEndpoint implements Endpoint {

    private final Socket socket;
    private final Closing besides;

    /** What has to be closed with the socket. */
    interface Closing {
        void close() throws IOException;
    }

    StreamEndpoint(Socket socket, Closing besides) {
        this.socket = socket;
        this.besides = besides;
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
        try {
            socket.close();
        } finally {
            besides.close();
        }
    }
}
