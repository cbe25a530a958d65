package pipefault.foreign;

/**
 * What somebody takes for the cause of a finding, who has read the code of the subject.
 *
 * @param subject its name, or what names begin with up to a hyphen or the version
 * @param finding how the finding begins, after its verdict
 * @param text the cause, in a sentence or two
 */
public record ForeignReading(String subject, String finding, String text) {

    /** Tells whether it is about a subject of this name. */
    public boolean isOf(String name) {
        return name.equals(subject) || name.startsWith(subject + "@") || name.startsWith(subject + "-");
    }

    /** Tells whether it is about a finding of a subject. */
    boolean fits(String name, ForeignFinding found) {
        return isOf(name) && found.text().replaceFirst("^[A-Z_]+: ", "").startsWith(finding);
    }
}
