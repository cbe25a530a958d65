package pipefault.scenario;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import pipefault.oracle.Oracle;

/**
 * One story from a defect report: a question, the oracles that decide it, and the ways to put it.
 *
 * @param id for example {@code D1-deadlock}
 * @param title the question in one sentence
 * @param question the oracles that decide the verdict of a specimen; for a writer that has to be right all decide
 * @param recovery who has to do the work again in the end
 * @param variants in the order in which they run; none only where there are unlisted ones
 * @param unlisted finds a variant that nobody can list beforehand, by its name
 */
public record Scenario(
        String id,
        String title,
        List<Oracle> question,
        RecoveryMode recovery,
        List<Variant> variants,
        Function<String, Optional<Variant>> unlisted) {

    /** Copies the lists. */
    public Scenario {
        question = List.copyOf(question);
        variants = List.copyOf(variants);
    }

    /** Creates one that lists all its variants. */
    public Scenario(String id, String title, List<Oracle> question, RecoveryMode recovery, List<Variant> variants) {
        this(id, title, question, recovery, variants, name -> Optional.empty());
    }

    /** Finds a variant by its name; {@code NAME_bare} finds the script of {@code NAME} alone. */
    public Optional<Variant> variant(String name) {
        Optional<Variant> listed =
                variants.stream().filter(v -> v.name().equals(name)).findFirst().or(() -> unlisted.apply(name));
        if (listed.isPresent() || !name.endsWith(Variant.BARE)) {
            return listed;
        }
        return variant(name.substring(0, name.length() - Variant.BARE.length())).map(Variant::bare);
    }
}
