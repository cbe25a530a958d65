package pipefault.triage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import pipefault.oracle.Verdict;
import pipefault.report.ReportedRun;
import pipefault.triage.DefectReport.Claim;
import pipefault.triage.DefectReport.Nearby;
import pipefault.triage.Judgement.NearbyJudgement;
import pipefault.triage.Judgement.Shown;

/** Decides the claims of a defect report from what runs have shown; expectations play no part. */
public final class Triage {

    private final DefectReport report;
    private final Collection<ReportedRun> runs;

    private Triage(DefectReport report, Collection<ReportedRun> runs) {
        this.report = report;
        this.runs = runs;
    }

    /** Decides every claim. */
    public static List<Judgement> decide(DefectReport report, Collection<ReportedRun> runs) {
        Triage triage = new Triage(report, runs);
        return report.claims().stream().map(triage::decide).toList();
    }

    private Judgement decide(Claim claim) {
        List<Shown> shown = new ArrayList<>();
        claim.scenarios().forEach(scenario -> shown.add(shown(scenario, report.subject())));
        List<Shown> known = new ArrayList<>();
        claim.knownBy().forEach(writer -> known.add(worst(claim.scenarios(), writer)));
        boolean wouldShow = !known.isEmpty() && known.stream().allMatch(Triage::isDefect);
        List<NearbyJudgement> nearby = new ArrayList<>();
        for (Nearby each : claim.nearby()) {
            Shown there = shown(each.scenario(), report.subject());
            nearby.add(new NearbyJudgement(each, verdict(List.of(there), true), there));
        }
        return new Judgement(claim, verdict(shown, wouldShow), shown, known, nearby);
    }

    /** Decides from what the subject has shown; without proof that the scenario would show the defect, good says nothing. */
    private static ClaimVerdict verdict(List<Shown> shown, boolean wouldShow) {
        if (shown.stream().anyMatch(Triage::isDefect)) {
            return ClaimVerdict.REPRODUCED;
        }
        if (shown.stream().allMatch(each -> each.worst() == Verdict.NOT_APPLICABLE)) {
            return ClaimVerdict.NOT_APPLICABLE;
        }
        boolean good = shown.stream()
                .allMatch(each -> each.worst() != null && each.worst().isGood());
        return good && wouldShow ? ClaimVerdict.REFUTED : ClaimVerdict.INCONCLUSIVE;
    }

    private static boolean isDefect(Shown shown) {
        Verdict worst = shown.worst();
        return worst != null
                && !worst.isGood()
                && worst != Verdict.NOT_APPLICABLE
                && worst != Verdict.NOT_EXERCISED
                && worst != Verdict.HARNESS_ERROR;
    }

    private Shown worst(List<String> scenarios, String writer) {
        List<Shown> all =
                scenarios.stream().map(scenario -> shown(scenario, writer)).toList();
        return all.stream().filter(Triage::isDefect).findFirst().orElse(all.get(0));
    }

    private Shown shown(String scenario, String writer) {
        ReportedRun worst = null;
        for (ReportedRun run : runs) {
            if (run.result().scenario().equals(scenario)
                    && run.result().writer().equals(writer)) {
                if (run.isControl() && !run.result().verdict().isGood()) {
                    return new Shown(scenario, writer, null, run.replay());
                }
                worst = run.isControl() ? worst : worse(worst, run);
            }
        }
        return worst == null
                ? new Shown(scenario, writer, null, "")
                : new Shown(scenario, writer, worst.result().verdict(), worst.replay());
    }

    private static ReportedRun worse(@Nullable ReportedRun before, ReportedRun run) {
        return before != null
                        && before.result().verdict().compareTo(run.result().verdict()) <= 0
                ? before
                : run;
    }
}
