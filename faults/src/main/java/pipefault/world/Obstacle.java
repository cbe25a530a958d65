package pipefault.world;

import java.util.List;

/** What keeps an actor of a native world from going on. */
interface Obstacle {

    /** Returns words that complete "is waiting for". */
    String what();

    /** Returns the names of the actors that could end the wait; empty if none is known. */
    List<String> forActors();

    /** An obstacle that no known actor can remove. */
    record Plain(String what) implements Obstacle {

        @Override
        public List<String> forActors() {
            return List.of();
        }
    }
}
