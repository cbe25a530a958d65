package pipefault.scenario;

import pipefault.inject.HandleLedger;
import pipefault.pipe.PipePair;
import pipefault.platform.CallResult;
import pipefault.platform.Handle;
import pipefault.platform.Win32Api;
import pipefault.world.World;

/** The subject's end of a pipe: lent or handed over to the subject, and closed by exactly one of the two. */
final class SubjectEnd {

    private final Win32Api win32;
    private final HandleLedger ledger;
    private final PipePair pipe;
    private final Handle handle;
    private boolean handedOver;

    SubjectEnd(World world, HandleLedger ledger, PipePair pipe) {
        this.win32 = world.platform().win32();
        this.ledger = ledger;
        this.pipe = pipe;
        handle = pipe.subjectEnd();
    }

    Handle handle() {
        return handle;
    }

    /**
     * The subject is about to be opened; from here on it may use the handle, and close it if it owns it.
     *
     * @param label the name of the handle in traces
     */
    void lend(String label, boolean owned) {
        ledger.given(handle, label, owned);
        if (owned) {
            pipe.handOverSubjectEnd();
            handedOver = true;
        }
    }

    /** The subject could not be opened: the handle is not its own. */
    void takeBack() {
        ledger.takeBack(handle);
    }

    /**
     * Closes the handle if it is open; a subject that should have done so has leaked it all the same.
     *
     * @param stuck whether a thread of the subject may still be inside a call with it: then one that it owns stays open
     */
    void close(boolean stuck) {
        if (!handedOver) {
            pipe.closeSubjectEnd();
        } else if (!stuck && ledger.seize(handle)) {
            CallResult closed = win32.closeHandle(handle);
            if (!closed.ok()) {
                throw new HarnessError("the subject's end of the pipe could not be closed: " + closed);
            }
        }
    }
}
