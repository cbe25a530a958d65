package pipefault.oracle;

/**
 * One property that a run broke.
 *
 * @param oracle name of the oracle
 * @param verdict the verdict when this property decides
 * @param text one sentence that a stranger understands, with numbers
 */
public record Finding(String oracle, Verdict verdict, String text) {}
