package pipefault.oracle;

import java.util.ArrayList;
import java.util.List;
import pipefault.inject.Property;

/** Every handle, wait object and operation is given back exactly once. */
final class HandleBalance implements Oracle {

    private final Oracle closings = new Observed("handles", Property.HANDLES, Verdict.LEAKED);

    @Override
    public String name() {
        return closings.name();
    }

    @Override
    public List<Finding> judge(Evidence evidence) {
        List<Finding> findings = new ArrayList<>(closings.judge(evidence));
        for (String open : evidence.openHandles()) {
            findings.add(new Finding(name(), Verdict.LEAKED, open + " was never closed"));
        }
        for (String operation : evidence.unreleased()) {
            findings.add(new Finding(name(), Verdict.LEAKED, "the memory of " + operation + " was never released"));
        }
        return findings;
    }
}
