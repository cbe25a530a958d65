package pipefault.oracle;

import java.util.List;
import pipefault.inject.Observation;
import pipefault.inject.Property;

/** A property that is watched at the platform, at the moment something happens. */
final class Observed implements Oracle {

    private final String name;
    private final Property property;
    private final Verdict verdict;

    Observed(String name, Property property, Verdict verdict) {
        this.name = name;
        this.property = property;
        this.verdict = verdict;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Finding> judge(Evidence evidence) {
        return evidence.observations().stream()
                .filter(observation -> observation.property() == property)
                .map(this::finding)
                .toList();
    }

    private Finding finding(Observation observation) {
        String place = observation.place().isEmpty() ? "" : ", at " + observation.place();
        return new Finding(name, verdict, observation.text() + " (by " + observation.actor() + place + ")");
    }
}
