package pipefault.oracle;

import java.util.List;

/** Every public call returns within its bound, and every accepted write is reported within its bound. */
final class Termination implements Oracle {

    @Override
    public String name() {
        return "termination";
    }

    @Override
    public List<Finding> judge(Evidence evidence) {
        return evidence.overdue().stream()
                .map(text -> new Finding(name(), Verdict.STUCK, text))
                .toList();
    }
}
