package pipefault.oracle;

import static pipefault.oracle.EvidenceBuilder.evidence;

import java.util.ArrayList;
import java.util.List;
import pipefault.inject.Property;

/** Twins about memory, handles and time. */
final class ResourceTwins {

    private ResourceTwins() {}

    static List<Twin> all() {
        List<Twin> all = new ArrayList<>();
        all.add(new Twin("an early release", Oracles.OWNERSHIP, evidence().observed(Property.OWNERSHIP, "op-1"), 1));
        all.add(new Twin(
                "a broken lock rule", Oracles.OWNERSHIP, evidence().observed(Property.LOCK_DISCIPLINE, "x"), 0));
        all.add(new Twin("a NULL handle", Oracles.ARGUMENTS, evidence().observed(Property.ARGUMENTS, "NULL"), 1));
        all.add(new Twin("an early release", Oracles.ARGUMENTS, evidence().observed(Property.OWNERSHIP, "op-1"), 0));
        all.add(new Twin("a double close", Oracles.HANDLES, evidence().observed(Property.HANDLES, "twice"), 1));
        all.add(new Twin(
                "an open event and lost memory",
                Oracles.HANDLES,
                evidence().open("event-1").unreleased("op-1"),
                2));
        all.add(new Twin("a run that gave all back", Oracles.HANDLES, evidence(), 0));
        all.add(new Twin(
                "a stop that did not return", Oracles.TERMINATION, evidence().overdue("stop"), 1));
        all.add(new Twin("a run on time", Oracles.TERMINATION, evidence(), 0));
        all.add(new Twin("a recovery that failed", Oracles.RECOVERY, evidence().recoveryFailed("nothing arrived"), 1));
        all.add(new Twin("a recovery", Oracles.RECOVERY, evidence(), 0));
        return all;
    }
}
