package pipefault.league;

/** A run failed for a reason of ours: it says nothing about any way of looking. */
public final class LeagueError extends IllegalStateException {

    private static final long serialVersionUID = 1;

    LeagueError(String message) {
        super(message);
    }
}
