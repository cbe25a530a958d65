package pipefault.writer;

import pipefault.platform.Win32Error;
import pipefault.platform.Win32Function;

/** A Windows call failed without which a writer cannot exist. */
public final class PipeWriterException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Win32Function function;
    private final int code;

    /** Creates the exception for a call and the error code it left behind. */
    public PipeWriterException(Win32Function function, int code) {
        super(function.windowsName() + " failed with " + Win32Error.describe(code));
        this.function = function;
        this.code = code;
    }

    /** Returns the call that failed. */
    public Win32Function function() {
        return function;
    }

    /** Returns the Windows error code. */
    public int code() {
        return code;
    }
}
