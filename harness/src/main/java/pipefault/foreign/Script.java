package pipefault.foreign;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a subject is asked to do. */
public enum Script {
    /** Writes small and large, reads what comes at once and what comes in two pieces, sees the peer leave, closes. */
    EXCHANGE("exchange") {
        @Override
        void play(Conversation talk) {
            if (talk.write(SMALL) && talk.write(LARGE) && talk.read(SMALL) && talk.read(PIECE, LONGER_PIECE)) {
                talk.awaitArrival();
                talk.readAtTheEnd();
            }
            talk.close();
        }

        @Override
        public Optional<Script> shorter() {
            return Optional.of(EXCHANGE_WHILE_THERE);
        }
    },
    /** Writes, and closes while another thread reads what never comes. */
    CLOSE_WHILE_READING("close-while-reading") {
        @Override
        void play(Conversation talk) {
            if (talk.write(SMALL)) {
                talk.awaitArrival();
                talk.closeWhileReading();
            } else {
                talk.close();
            }
        }
    },
    /** Writes and reads as in the exchange, and closes while the peer is there. */
    EXCHANGE_WHILE_THERE("exchange-while-there") {
        @Override
        void play(Conversation talk) {
            if (talk.write(SMALL) && talk.write(LARGE) && talk.read(SMALL) && talk.read(PIECE, LONGER_PIECE)) {
                talk.awaitArrival();
            }
            talk.close();
        }
    };

    /** What every subject is asked to do; the others are for those that do not come to the end of one of these. */
    public static final List<Script> ALWAYS = List.of(EXCHANGE, CLOSE_WHILE_READING);

    private static final int SMALL = 100;
    private static final int LARGE = 20_000;
    private static final int PIECE = 1_000;
    private static final int LONGER_PIECE = 2_000;

    private final String text;

    Script(String text) {
        this.text = text;
    }

    abstract void play(Conversation talk);

    /** Returns what a subject is asked instead that is stuck in this without any fault; empty if there is nothing. */
    public Optional<Script> shorter() {
        return Optional.empty();
    }

    /** Finds a script by its name. */
    public static Optional<Script> named(String name) {
        return Arrays.stream(values()).filter(each -> each.text.equals(name)).findFirst();
    }

    @Override
    public String toString() {
        return text;
    }
}
