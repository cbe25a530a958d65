package pipefault.triage;

/** A text that is no defect report; the message is complete and says where and what is allowed. */
public final class DefectReportError extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final int line;
    private final int column;

    DefectReportError(int line, int column, String message) {
        super(message);
        this.line = line;
        this.column = column;
    }

    /** Returns the line, counted from 1; 0 if it is about the whole text. */
    public int line() {
        return line;
    }

    /** Returns the column, counted from 1; 0 if it is about the whole text. */
    public int column() {
        return column;
    }
}
