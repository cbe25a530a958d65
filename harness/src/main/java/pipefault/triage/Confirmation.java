package pipefault.triage;

import java.util.List;
import pipefault.scenario.RunResult;

/**
 * What another kernel has said to the run that shows a claim.
 *
 * @param kernel its name
 * @param confirmed whether the same was shown there
 * @param result the run there
 */
public record Confirmation(String kernel, boolean confirmed, RunResult result) {

    /** Holds a run on another kernel against a claim. */
    public static Confirmation of(Claim claim, String kernel, RunResult result) {
        return new Confirmation(kernel, claim.isShownBy(result), result);
    }

    /** Returns where the kernel answered otherwise than the simulated one, in words. */
    public List<String> differences() {
        return result.notes().stream()
                .filter(note -> note.startsWith("not kept") || note.startsWith("up to the kernel"))
                .toList();
    }
}
