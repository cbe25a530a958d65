package pipefault.app;

import java.util.Map;

/** What each writer is, in one sentence. */
final class WriterDescriptions {

    private static final Map<String, String> BY_NAME = Map.ofEntries(
            Map.entry(
                    "recovering",
                    "Is the reference: cancels without a lock, waits for the completion, reports each error once."),
            Map.entry("as-shipped", "Behaves like the reviewed writer, the defects that are really in it included."),
            Map.entry("wait-under-lock", "Stops by waiting for the callbacks while it holds the mutex that they need."),
            Map.entry(
                    "wait-forever",
                    "Stops by waiting without a limit for the end of the operation, even after a failed cancel."),
            Map.entry(
                    "snapshot",
                    "Posts a task that carries the byte count, so that bytes taken meanwhile are reported twice."),
            Map.entry(
                    "flag-after-post",
                    "Sets the flag of an outstanding post too late, so that no later completion is posted."),
            Map.entry("no-join", "Stops without waiting for the callbacks that run, so that news comes after the end."),
            Map.entry("late-check", "Credits a failed block and starts the next write before it looks at the error."),
            Map.entry("unlock-after-wait", "Is the recovering writer, but waits for callbacks before it unlocks."),
            Map.entry(
                    "no-completion-wait",
                    "Is the recovering writer, but does not wait for the completion after the cancel."),
            Map.entry(
                    "ignores-null-event", "Is the recovering writer, but does not look at what CreateEvent answered."),
            Map.entry("swallows-error", "Is the recovering writer, but tells nobody about an error."),
            Map.entry("trusts-time-out", "Is the recovering writer, but does not look at Internal after a time-out."));

    private WriterDescriptions() {}

    /** Returns the sentence; empty for a writer that is not ours. */
    static String of(String name) {
        return BY_NAME.getOrDefault(name, "");
    }
}
