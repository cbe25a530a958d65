package pipefault.certification;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import pipefault.conformance.CaseResult;
import pipefault.conformance.Difference;
import pipefault.conformance.Fact;

/**
 * A new record of a kernel, held against the one that there is; where there is none, against the facts.
 *
 * @param recorded what is known of that kernel; null for nothing
 * @param fresh what it has answered now
 * @param facts all that there are
 */
public record RecordComparison(@Nullable KernelRecord recorded, KernelRecord fresh, List<Fact> facts) {

    /** Copies the list. */
    public RecordComparison {
        facts = List.copyOf(facts);
    }

    /**
     * A fact to which the kernel answers otherwise than was recorded.
     *
     * @param before what was recorded; empty if nothing was
     */
    public record Change(Fact fact, Optional<CaseResult> before, CaseResult now) {}

    /** Returns what has changed, in the order of the facts. */
    public List<Change> changes() {
        List<Change> changes = new ArrayList<>();
        for (Fact fact : facts) {
            fresh.result(fact.id()).ifPresent(now -> {
                Optional<CaseResult> before = before(fact);
                if (!said(now).equals(before.map(RecordComparison::said).orElse(Set.of()))) {
                    changes.add(new Change(fact, before, now));
                }
            });
        }
        return changes;
    }

    /** Returns the facts that the new record says nothing about. */
    public List<Fact> notAsked() {
        return facts.stream().filter(fact -> fresh.result(fact.id()).isEmpty()).toList();
    }

    /**
     * Returns the new record, with what it says nothing about from the old one.
     *
     * @return empty if that would mix the answers of two kernels
     */
    public Optional<KernelRecord> merged() {
        KernelRecord old = recorded;
        if (old == null || notAsked().isEmpty()) {
            return Optional.of(fresh);
        }
        if (!old.name().equals(fresh.name()) || !old.os().equals(fresh.os())) {
            return Optional.empty();
        }
        List<CaseResult> cases = facts.stream()
                .flatMap(fact -> fresh.result(fact.id()).or(() -> before(fact)).stream())
                .toList();
        return Optional.of(new KernelRecord(fresh.version(), fresh.kernel(), fresh.wine(), fresh.os(), cases));
    }

    private Optional<CaseResult> before(Fact fact) {
        return recorded == null ? Optional.empty() : recorded.result(fact.id());
    }

    /** Lines of a script move, and after a success a kernel can tell the last error at one time and not at another. */
    private static Set<String> said(CaseResult result) {
        Set<String> said = steps(result)
                .map(step -> step.command() + " -> " + step.got().replace("gle=?", "gle=-"))
                .collect(Collectors.toCollection(HashSet::new));
        if (!result.holds() && said.isEmpty()) {
            said.add(result.outcome().name());
        }
        return said;
    }

    /** Returns the steps that answered otherwise than Windows does, as the facts have it. */
    public static Stream<Difference> steps(CaseResult result) {
        return Stream.concat(result.differences().stream(), result.deviations().stream());
    }
}
