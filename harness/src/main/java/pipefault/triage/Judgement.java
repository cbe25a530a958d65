package pipefault.triage;

import java.util.List;
import org.jspecify.annotations.Nullable;
import pipefault.oracle.Verdict;
import pipefault.triage.DefectReport.Claim;
import pipefault.triage.DefectReport.Nearby;

/**
 * What the runs say about one claim.
 *
 * @param claim the claim
 * @param verdict about the claim as it is stated
 * @param shown what the subject has shown, per scenario of the claim
 * @param known what the writers that have the claimed defect have shown, the worst over the scenarios
 * @param nearby what the same lines contain besides
 */
public record Judgement(
        Claim claim, ClaimVerdict verdict, List<Shown> shown, List<Shown> known, List<NearbyJudgement> nearby) {

    /** Copies the lists. */
    public Judgement {
        shown = List.copyOf(shown);
        known = List.copyOf(known);
        nearby = List.copyOf(nearby);
    }

    /**
     * The worst that a writer has shown.
     *
     * @param scenario id
     * @param writer name
     * @param worst null if it was not run, or its control run was not perfect
     * @param replay command line that replays the worst run; empty if there is none
     */
    public record Shown(
            String scenario, String writer, @Nullable Verdict worst, String replay) {}

    /** What the runs say about a defect that the report does not name. */
    public record NearbyJudgement(Nearby nearby, ClaimVerdict verdict, Shown shown) {}
}
