package pipefault.triage;

/** A file that is no defect report; the message is complete and says where and what is allowed. */
public final class DefectReportError extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    DefectReportError(String message) {
        super(message);
    }
}
