package pipefault.foreign;

/**
 * What somebody takes for the cause of a finding, who has read the code of the subject.
 *
 * @param subject its name; without a version it holds for all
 * @param finding how the finding begins, after its verdict
 * @param text the cause, in a sentence or two
 */
public record ForeignReading(String subject, String finding, String text) {

    /** Tells whether it is about a finding of a subject. */
    boolean fits(String name, ForeignFinding found) {
        boolean named = name.equals(subject) || name.startsWith(subject + "@");
        return named && found.text().replaceFirst("^[A-Z_]+: ", "").startsWith(finding);
    }
}
