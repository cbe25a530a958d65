package pipefault.oracle;

import java.util.List;

/** After the faults are lifted, new data is delivered within the bound, or the subject has said clearly that it is closed. */
final class Recovery implements Oracle {

    @Override
    public String name() {
        return "recovery";
    }

    @Override
    public List<Finding> judge(Evidence evidence) {
        String failure = evidence.recovery();
        return failure == null ? List.of() : List.of(new Finding(name(), Verdict.STUCK, failure));
    }
}
