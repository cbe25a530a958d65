package pipefault.triage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is answered to one claim, and what that rests on.
 *
 * @param claim the claim, about the writer that was played
 * @param verdict the answer
 * @param tried the stages, as far as they were played
 * @param known for each writer that really has the defect, the run that shows it; asked where nothing was found
 * @param why what makes it {@code NOT_APPLICABLE} or {@code INCONCLUSIVE}; empty else
 * @param confirmations what other kernels have said to the run that shows it
 */
public record Answer(
        Claim claim,
        ClaimVerdict verdict,
        List<Tried> tried,
        List<Tried> known,
        List<String> why,
        List<Confirmation> confirmations) {

    /** Copies the lists. */
    public Answer {
        tried = List.copyOf(tried);
        known = List.copyOf(known);
        why = List.copyOf(why);
        confirmations = List.copyOf(confirmations);
    }

    /** Returns the stage that shows what is claimed. */
    public Optional<Tried> shown() {
        return tried.stream().filter(each -> each.state() == Tried.State.SHOWN).findFirst();
    }

    /** Returns how many runs were made of the subject. */
    public long schedules() {
        return tried.stream().mapToLong(each -> each.hunted().schedules()).sum();
    }

    /** Returns the same with what one more kernel has said. */
    public Answer with(Confirmation confirmation) {
        List<Confirmation> all = new ArrayList<>(confirmations);
        all.add(confirmation);
        return new Answer(claim, verdict, tried, known, why, all);
    }

    /** Tells whether it is the expected one, or where nothing is expected, one that nobody has to look after. */
    public boolean isAsExpected() {
        ClaimVerdict expected = claim.expects();
        boolean welcome = expected == null
                ? verdict == ClaimVerdict.REFUTED || verdict == ClaimVerdict.NOT_APPLICABLE
                : verdict == expected;
        return welcome && confirmations.stream().allMatch(Confirmation::confirmed);
    }
}
