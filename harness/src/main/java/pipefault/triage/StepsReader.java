package pipefault.triage;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import pipefault.fault.FaultPlan;
import pipefault.triage.Claim.Stage;

/** Reads the steps that a claim brings with it; tells them from names of scenarios, whose steps they may be as well. */
final class StepsReader {

    private final YamlSource source;
    private final Repertoire repertoire;

    StepsReader(YamlSource source, Repertoire repertoire) {
        this.source = source;
        this.repertoire = repertoire;
    }

    /** Tells whether these are steps written out: a list, and none of it the name of a scenario. */
    boolean areWrittenOut(@Nullable Node steps) {
        return steps instanceof SequenceNode list
                && !list.getValue().isEmpty()
                && list.getValue().stream().noneMatch(this::isNameOfScenario);
    }

    private boolean isNameOfScenario(Node node) {
        return node instanceof ScalarNode scalar
                && (scalar.getValue().contains("/")
                        || repertoire.scenario(scalar.getValue().strip()).isPresent());
    }

    /** Makes sure that what is taken for the name of a scenario is no step. */
    void requireNoStep(Node node, String name) {
        if (OwnSteps.isStep(name)) {
            throw source.error(
                    node,
                    "'" + name + "' is a step, and stands where the name of a scenario is",
                    "allowed: a list of steps, or of names of scenarios; not both");
        }
    }

    /** Reads steps that are written out. */
    Stage read(YamlFields fields, FaultPlan plan) {
        List<Node> nodes = fields.list("steps");
        List<String> texts = new ArrayList<>();
        for (Node node : nodes) {
            texts.add(YamlFields.text(source, node, "each element of 'steps'").replaceAll("\\s+", " "));
        }
        OwnSteps steps = placed(nodes, () -> OwnSteps.read(texts));
        placed(nodes, () -> {
            steps.requireGates(plan);
            return steps;
        });
        return new Stage(OwnSteps.scenario(), steps.variant());
    }

    private OwnSteps placed(List<Node> nodes, Supplier<OwnSteps> reading) {
        try {
            return reading.get();
        } catch (OwnStepError e) {
            throw source.error(nodes.get(e.index()), String.valueOf(e.getMessage()), e.allowed());
        }
    }
}
