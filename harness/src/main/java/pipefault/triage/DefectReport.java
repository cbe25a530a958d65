package pipefault.triage;

import java.util.List;

/**
 * Claims about a writer, each with what would show it.
 *
 * @param title what was reviewed
 * @param origin who says so, in words
 * @param claims in the order of the report; those that stand near another one follow it
 */
public record DefectReport(String title, String origin, List<Claim> claims) {

    /** Copies the list. */
    public DefectReport {
        claims = List.copyOf(claims);
    }
}
