package pipefault.writer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import pipefault.world.World;

/** What a writer has told its owner, in order, as texts such as {@code written 100}. */
final class Told implements PipeWriterListener {

    private final World world;
    private final List<String> events = new ArrayList<>();
    private Consumer<String> reaction = event -> {};
    private long reported;

    Told(World world) {
        this.world = world;
    }

    List<String> events() {
        return events;
    }

    List<String> withoutWarnings() {
        return events.stream().filter(event -> !event.startsWith("warning")).toList();
    }

    /** Returns how many bytes were reported as written. */
    long reported() {
        return reported;
    }

    /** Lets the listener do something besides. */
    void react(Consumer<String> to) {
        reaction = to;
    }

    @Override
    public void written(long bytes) {
        reported += bytes;
        tell("written " + bytes);
    }

    @Override
    public void failed(int errorCode) {
        tell("failed " + errorCode);
    }

    @Override
    public void warning(String text, int errorCode) {
        tell("warning " + text + " " + errorCode);
    }

    @Override
    public void closed() {
        tell("closed");
    }

    private void tell(String event) {
        world.yieldPoint("listener");
        events.add(event);
        reaction.accept(event);
    }
}
