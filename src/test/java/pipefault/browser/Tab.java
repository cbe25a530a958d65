package pipefault.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One tab of a browser, driven by the DevTools protocol: as much of it as the tests need. */
final class Tab implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ANSWER_SECONDS = 20;

    private final AtomicInteger commands = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();

    /** What the page has complained about: messages of the console, exceptions, what the browser logs. */
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final WebSocket socket;
    private volatile CompletableFuture<Void> loaded = new CompletableFuture<>();
    private String session = "";

    private Tab(String browser) throws Exception {
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(browser), new Ear())
                .get(ANSWER_SECONDS, TimeUnit.SECONDS);
    }

    static Tab open(String browser) throws Exception {
        Tab tab = new Tab(browser);
        String target = tab.send("Target.createTarget", Map.of("url", "about:blank"))
                .path("targetId")
                .asText();
        tab.session = tab.send("Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                .path("sessionId")
                .asText();
        for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
            JsonNode unused = tab.send(domain + ".enable", Map.of());
        }
        return tab;
    }

    /** Takes messages apart, which may come in pieces. */
    private final class Ear implements WebSocket.Listener {
        private final StringBuilder message = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            message.append(part);
            if (last) {
                hear(message.toString());
                message.setLength(0);
            }
            from.request(1);
            return null;
        }
    }

    private void hear(String text) {
        JsonNode message;
        try {
            message = JSON.readTree(text);
        } catch (IOException e) {
            complaints.add("not JSON: " + text);
            return;
        }
        if (message.has("id")) {
            CompletableFuture<JsonNode> answer =
                    answers.remove(message.path("id").asInt());
            if (answer != null) {
                answer.complete(message);
            }
            return;
        }
        JsonNode about = message.path("params");
        switch (message.path("method").asText()) {
            case "Runtime.consoleAPICalled" -> complaints.add("console: " + about.path("args"));
            case "Runtime.exceptionThrown" -> complaints.add("exception: " + about.path("exceptionDetails"));
            case "Log.entryAdded" -> complaints.add("log: " + about.path("entry"));
            case "Network.requestWillBeSent" ->
                requests.add(about.path("request").path("url").asText());
            case "Page.loadEventFired" -> loaded.complete(null);
            default -> {
                // Nothing that a test asks about.
            }
        }
    }

    private JsonNode send(String method, Map<String, ?> parameters) throws Exception {
        int id = commands.incrementAndGet();
        ObjectNode command = JSON.createObjectNode().put("id", id).put("method", method);
        command.set("params", JSON.valueToTree(parameters));
        if (!session.isEmpty()) {
            command.put("sessionId", session);
        }
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        socket.sendText(command.toString(), true).get(ANSWER_SECONDS, TimeUnit.SECONDS);
        JsonNode message = answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        assertThat(message.path("error").toString()).as("error of %s", method).isEmpty();
        return message.path("result");
    }

    /** Makes the window so large, with a light or a dark desktop around it. */
    void resize(int width, int height, boolean dark) throws Exception {
        send(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        send(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    }

    /** Goes to an address and returns when all of it is loaded. */
    void go(URI address) throws Exception {
        send("Page.navigate", Map.of("url", "about:blank"));
        loaded = new CompletableFuture<>();
        send("Page.navigate", Map.of("url", address.toString()));
        loaded.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        settle();
    }

    /** Waits until the browser has drawn what has changed. */
    void settle() throws Exception {
        evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))");
    }

    /** Returns what an expression of JavaScript comes to. */
    JsonNode evaluate(String expression) throws Exception {
        JsonNode result =
                send("Runtime.evaluate", Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
        assertThat(result.path("exceptionDetails").toString())
                .as("exception of %s", expression)
                .isEmpty();
        return result.path("result").path("value");
    }

    /** Presses a key as a person would. */
    void press(String key) throws Exception {
        boolean prints = key.length() == 1;
        send("Input.dispatchKeyEvent", Map.of("type", "keyDown", "key", key, "text", prints ? key : ""));
        send("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key));
        settle();
    }

    void type(String text) throws Exception {
        send("Input.insertText", Map.of("text", text));
        settle();
    }

    /** Keeps what is in sight as a picture. */
    void photograph(Path file) throws Exception {
        settle();
        String data = send("Page.captureScreenshot", Map.of("format", "png"))
                .path("data")
                .asText();
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, Base64.getDecoder().decode(data));
    }

    /** Returns what the page has complained about so far. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** Returns the addresses that the tab has asked for so far. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
