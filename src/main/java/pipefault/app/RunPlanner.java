package pipefault.app;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import pipefault.fault.FaultPlan;
import pipefault.scenario.Scenario;
import pipefault.scenario.Script;
import pipefault.scenario.SubjectFactory;
import pipefault.scenario.Variant;

/** Finds out which runs a command line asks for. */
final class RunPlanner {

    private final Catalogue catalogue;

    RunPlanner(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * Plans the runs, in the order of the catalogue.
     *
     * <p>Without names of writers each variant runs with those of which it expects something and that stand in the matrix;
     * a named writer runs on every variant.
     *
     * @param scenarios ids, {@code ID} or {@code ID/VARIANT}; empty for all
     * @param writers names, or the name of a group; empty for those of the matrix
     * @param override a plan that replaces those of the variants; each distinct script then runs once
     * @throws Refused for a name that nobody knows
     */
    List<PlannedRun> plan(List<String> scenarios, List<String> writers, @Nullable FaultPlan override) {
        Set<Variant> chosen = variants(scenarios);
        Set<String> named = writers(writers);
        List<PlannedRun> plan = new ArrayList<>();
        for (Scenario scenario : catalogue.scenarios()) {
            for (Catalogue.Writer writer : catalogue.writers()) {
                Set<Script> played = Collections.newSetFromMap(new IdentityHashMap<>());
                for (Variant variant : scenario.variants()) {
                    if (chosen.contains(variant)
                            && wanted(variant, writer.name(), writers, named)
                            && (override == null || played.add(variant.script()))) {
                        plan.add(new PlannedRun(scenario, variant, writer.factory(), override));
                    }
                }
            }
        }
        if (plan.isEmpty()) {
            throw Refused.badInput("nothing to run: none of these scenarios has a variant for these writers; '"
                    + "list scenarios' shows who runs where");
        }
        return plan;
    }

    /** Plans the variants of a scenario that expect something of a writer; all variants if none does. */
    List<PlannedRun> expected(String scenario, String writer) {
        List<PlannedRun> all = plan(List.of(scenario), List.of(writer), null);
        List<PlannedRun> expected = all.stream()
                .filter(run -> run.variant().expectedOf(writer) != null)
                .toList();
        return expected.isEmpty() ? all : expected;
    }

    private boolean wanted(Variant variant, String writer, List<String> asked, Set<String> named) {
        if (named.contains(writer)) {
            return true;
        }
        String group = catalogue.groupOf().get(writer);
        boolean inMatrix = asked.isEmpty() ? group != null : group != null && asked.contains(group);
        return inMatrix && variant.expectedOf(writer) != null;
    }

    private Set<Variant> variants(List<String> words) {
        Set<Variant> chosen = Collections.newSetFromMap(new IdentityHashMap<>());
        if (words.isEmpty()) {
            catalogue.scenarios().forEach(scenario -> chosen.addAll(scenario.variants()));
        }
        for (String word : words) {
            int slash = word.indexOf('/');
            Scenario scenario = scenario(slash < 0 ? word : word.substring(0, slash));
            if (slash < 0) {
                chosen.addAll(scenario.variants());
            } else {
                chosen.add(variant(scenario, word.substring(slash + 1)));
            }
        }
        return chosen;
    }

    /** Finds a scenario. */
    Scenario scenario(String id) {
        return catalogue.scenario(id).orElseThrow(() -> {
            if (catalogue.writer(id).isPresent()) {
                return Refused.badInput("unknown scenario '" + id + "': it is a writer; choose it with --writer " + id);
            }
            return Refused.unknown("", "scenario", id, catalogue.scenarioIds());
        });
    }

    /** Finds a variant. */
    Variant variant(Scenario scenario, String name) {
        return scenario.variant(name)
                .orElseThrow(() -> Refused.unknown(
                        scenario.id(),
                        "variant",
                        name,
                        scenario.variants().stream().map(Variant::name).toList()));
    }

    /** Finds a writer. */
    SubjectFactory writer(String where, String name) {
        return catalogue.writer(name).orElseThrow(() -> unknownWriter(where, name));
    }

    private Refused unknownWriter(String where, String name) {
        List<String> known = new ArrayList<>(catalogue.writerNames());
        new LinkedHashSet<>(catalogue.groupOf().values()).forEach(group -> {
            if (!known.contains(group)) {
                known.add(group);
            }
        });
        return Refused.unknown(where, "writer", name, known);
    }

    /** Returns the names of single writers; those of a group are left out. */
    private Set<String> writers(List<String> names) {
        Set<String> single = new LinkedHashSet<>();
        for (String name : names) {
            if (catalogue.writer(name).isPresent()) {
                single.add(name);
            } else if (!catalogue.groupOf().containsValue(name)) {
                throw unknownWriter("--writer", name);
            }
        }
        return single;
    }
}
