package pipefault.certification;

import pipefault.conformance.CaseResult;
import pipefault.conformance.ScriptCase;

/** Performs cases, one at a time per call; every case ends with a result, whatever it does. */
public interface CaseExecutor extends AutoCloseable {

    /** Performs one case; takes a bounded time. */
    CaseResult execute(ScriptCase script);

    @Override
    void close();
}
