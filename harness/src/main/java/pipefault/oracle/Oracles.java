package pipefault.oracle;

import java.util.ArrayList;
import java.util.List;
import pipefault.inject.Property;

/** All oracles, by what they decide. */
public final class Oracles {

    public static final Oracle WIRE_BYTES = new WireBytes();
    public static final Oracle OWNERSHIP = new Observed("ownership", Property.OWNERSHIP, Verdict.MEMORY_UNSAFE);
    public static final Oracle TERMINATION = new Termination();
    public static final Oracle RECOVERY = new Recovery();
    public static final Oracle HANDLES = new HandleBalance();
    public static final Oracle ACCOUNTING = new Accounting();
    public static final Oracle ERROR_ORDER = new ErrorOrder();
    public static final Oracle ERROR_TIMELINESS = new ErrorTimeliness();
    public static final Oracle NOTIFICATION = new Notification();
    public static final Oracle EXCEPTIONS = new Exceptions();
    public static final Oracle ARGUMENTS = new Observed("arguments", Property.ARGUMENTS, Verdict.MISREPORTED);

    /** Evidence only: never decides a verdict. */
    public static final Oracle LOCK_DISCIPLINE =
            new Observed("lock discipline", Property.LOCK_DISCIPLINE, Verdict.UNAFFECTED);

    private Oracles() {}

    /** Returns the oracles that may decide a verdict, the most severe first. */
    public static List<Oracle> deciding() {
        return List.of(
                WIRE_BYTES,
                OWNERSHIP,
                TERMINATION,
                RECOVERY,
                HANDLES,
                ACCOUNTING,
                ERROR_ORDER,
                ERROR_TIMELINESS,
                NOTIFICATION,
                EXCEPTIONS,
                ARGUMENTS);
    }

    /** Returns every oracle. */
    public static List<Oracle> all() {
        List<Oracle> all = new ArrayList<>(deciding());
        all.add(LOCK_DISCIPLINE);
        return all;
    }
}
