package pipefault.junit;

import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import pipefault.explore.Search;
import pipefault.fault.FaultPlan;
import pipefault.scenario.RunSpec;
import pipefault.scenario.Variant;

/** Makes the run of a finding again, and requires that it has become good. */
record Replaying(Declaration declaration, pipefault.explore.Way way) implements Playing {

    @Override
    public void play(TestBody body, ExtensionContext context) throws Throwable {
        RunSpec spec = declaration.spec(body.script(), FaultPlan.NONE);
        String here = String.join(
                ".", spec.scenario().id(), spec.variant().name(), spec.factory().name());
        String there = String.join(".", way.scenario(), way.variant(), way.writer());
        if (!here.equals(there)) {
            throw new ExtensionConfigurationException("@Replay on " + declaration.place() + ": the token belongs to "
                    + there + ", and this test is " + here);
        }
        Search.Replayed replayed = Search.replay(spec, way);
        body.throwIfAborted();
        Settlement settlement = new Settlement(declaration, context);
        settlement.settle(replayed.result(), Variant.GOOD, settlement.again(), body.thrown(false));
    }
}
