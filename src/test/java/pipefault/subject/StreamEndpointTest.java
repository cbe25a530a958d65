package pipefault.subject;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import pipefault.foreign.Endpoint;

/** What the close of a driver's endpoint closes: a driver that closes less would show its own leaks. */
class StreamEndpointTest {

    private final List<String> closed = new ArrayList<>();

    private final Socket socket = new Socket() {
        @Override
        public synchronized void close() {
            closed.add("socket");
        }
    };

    private ServerSocket server() throws IOException {
        return new ServerSocket() {
            @Override
            public Socket accept() {
                return socket;
            }

            @Override
            public void close() {
                closed.add("server");
            }
        };
    }

    @Test
    void a_client_closes_its_socket() throws IOException {
        new StreamEndpoint(socket).close();

        assertThat(closed).containsExactly("socket");
    }

    @Test
    void a_server_closes_the_connection_and_then_itself() throws IOException {
        Endpoint endpoint = StreamEndpoint.accepted(server());
        endpoint.close();

        assertThat(closed).containsExactly("socket", "server");
    }

    @Test
    void a_server_as_a_whole_closes_itself_only() throws IOException {
        Endpoint endpoint = StreamEndpoint.acceptedAsAWhole(server());
        endpoint.close();

        assertThat(closed).containsExactly("server");
    }
}
