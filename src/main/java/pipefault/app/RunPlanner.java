package pipefault.app;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import pipefault.fault.FaultPlan;
import pipefault.scenario.RunSpec;
import pipefault.scenario.Scenario;
import pipefault.scenario.Script;
import pipefault.scenario.SubjectFactory;
import pipefault.scenario.Variant;

/** Finds out which runs a command line asks for. */
final class RunPlanner {

    private final Catalogue catalogue;
    private final String where;

    /**
     * Creates a planner.
     *
     * @param where stands in messages before what is wrong, for example {@code run}
     */
    RunPlanner(Catalogue catalogue, String where) {
        this.catalogue = catalogue;
        this.where = where;
    }

    /**
     * Plans the runs, in the order of the catalogue.
     *
     * <p>A writer runs on the variants that expect something of it; a named one of which a scenario expects nothing runs on
     * all of its variants, and then good or bad decides.
     *
     * @param scenarios ids, {@code ID} or {@code ID/VARIANT}; empty for all
     * @param writers names of writers or of groups; empty for those of the matrix
     * @param override a plan that replaces those of the variants; each distinct script then runs once
     * @throws Refused for a name that nobody knows
     */
    List<PlannedRun> plan(List<String> scenarios, List<String> writers, @Nullable FaultPlan override) {
        Set<Variant> chosen = variants(scenarios);
        requireWriters(writers);
        List<PlannedRun> plan = new ArrayList<>();
        for (Scenario scenario : catalogue.named()) {
            for (Catalogue.Writer writer : catalogue.writers()) {
                Set<Script> played = Collections.newSetFromMap(new IdentityHashMap<>());
                for (Variant variant : variantsFor(scenario, writer.name(), writers, override != null)) {
                    if (chosen.contains(variant) && (override == null || played.add(variant.script()))) {
                        plan.add(new PlannedRun(scenario, variant, writer.factory(), override));
                    }
                }
            }
        }
        if (plan.isEmpty()) {
            throw Refused.badInput(
                    where + ": nothing to run: none of these scenarios has a variant for these writers; '"
                            + "list scenarios' shows who runs where");
        }
        return plan;
    }

    /** An option that takes several names takes what follows them too; no scenario has the name of a writer. */
    void sortOut(List<String> scenarios, List<String> writers) {
        List<String> misplaced = writers.stream()
                .filter(word -> catalogue.writer(word).isEmpty())
                .filter(word -> catalogue.scenario(word.split("/", 2)[0]).isPresent())
                .toList();
        writers.removeAll(misplaced);
        scenarios.addAll(misplaced);
    }

    /**
     * Returns each distinct script with each writer, in the order of the catalogue; what a scenario expects plays no part.
     *
     * @param scenarios ids, {@code ID} or {@code ID/VARIANT}
     * @param writers names of writers or of groups
     * @throws Refused for a name that nobody knows
     */
    List<RunSpec> scripts(List<String> scenarios, List<String> writers, long seed) {
        Set<Script> played = Collections.newSetFromMap(new IdentityHashMap<>());
        return specs(scenarios, List.of(), writers, seed, variant -> played.add(variant.script()));
    }

    /**
     * Returns each variant with each writer, in the order of the catalogue; what a scenario expects plays no part.
     *
     * @param scenarios ids, {@code ID} or {@code ID/VARIANT}, or the bare script of one
     * @param writers names of writers or of groups
     * @throws Refused for a name that nobody knows
     */
    List<RunSpec> variants(List<String> scenarios, List<String> writers, long seed) {
        List<String> bare = scenarios.stream().filter(this::isBare).toList();
        List<String> listed =
                scenarios.stream().filter(word -> !bare.contains(word)).toList();
        return specs(listed, bare, writers, seed, variant -> true);
    }

    private List<RunSpec> specs(
            List<String> listed, List<String> bare, List<String> writers, long seed, Predicate<Variant> wanted) {
        Set<Variant> chosen = listed.isEmpty() ? Set.of() : variants(listed);
        requireWriters(writers);
        List<SubjectFactory> factories = catalogue.writers().stream()
                .filter(each -> writers.contains(each.name())
                        || writers.contains(catalogue.groupOf().getOrDefault(each.name(), each.name())))
                .map(Catalogue.Writer::factory)
                .toList();
        List<RunSpec> specs = new ArrayList<>();
        for (Scenario scenario : catalogue.named()) {
            Stream<Variant> named = bare.stream()
                    .filter(word -> word.startsWith(scenario.id() + "/"))
                    .flatMap(word -> scenario.variant(variantOf(word)).stream());
            Stream.concat(
                            scenario.variants().stream()
                                    .filter(variant -> chosen.contains(variant) && wanted.test(variant)),
                            named)
                    .forEach(variant -> factories.forEach(
                            factory -> specs.add(new RunSpec(scenario, variant, factory, seed, null))));
        }
        return specs;
    }

    /** Tells whether a word names the bare script of a variant, which no scenario lists. */
    private boolean isBare(String word) {
        return catalogue
                .scenario(word.split("/", 2)[0])
                .filter(scenario -> !scenario.variants().isEmpty())
                .flatMap(scenario -> scenario.variant(variantOf(word))
                        .filter(variant -> !scenario.variants().contains(variant)))
                .isPresent();
    }

    private static String variantOf(String word) {
        return word.substring(word.indexOf('/') + 1);
    }

    private List<Variant> variantsFor(Scenario scenario, String writer, List<String> asked, boolean replaced) {
        String group = catalogue.groupOf().get(writer);
        boolean named = asked.contains(writer);
        boolean inMatrix = group != null && (asked.isEmpty() || asked.contains(group));
        if (!named && !inMatrix) {
            return List.of();
        }
        List<Variant> expecting = scenario.variants().stream()
                .filter(variant -> variant.expectedOf(writer) != null)
                .toList();
        // Of the twins no scenario expects anything but good, so their group stands for their names.
        boolean twin = inMatrix && Catalogue.CORRECT.equals(group);
        boolean all = expecting.isEmpty() ? named || (twin && !asked.isEmpty()) : replaced;
        return all ? scenario.variants() : expecting;
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
                if (scenario.variants().isEmpty()) {
                    throw unknownVariant(scenario, "any variant");
                }
                chosen.addAll(scenario.variants());
            } else {
                chosen.add(listed(scenario, word.substring(slash + 1)));
            }
        }
        return chosen;
    }

    /** Finds a scenario. */
    Scenario scenario(String id) {
        return catalogue.scenario(id).orElseThrow(() -> {
            if (catalogue.writer(id).isPresent()) {
                return Refused.badInput(
                        where + ": unknown scenario '" + id + "': it is a writer; choose it with --writer " + id);
            }
            return Refused.unknown(where, "scenario", id, catalogue.scenarioIds());
        });
    }

    /** Finds a variant, or the bare script of one. */
    Variant variant(Scenario scenario, String name) {
        return scenario.variant(name).orElseThrow(() -> unknownVariant(scenario, name));
    }

    /** Finds a variant; no bare script, of which nothing can be expected. */
    private Variant listed(Scenario scenario, String name) {
        Variant found = variant(scenario, name);
        if (!scenario.variants().contains(found)) {
            throw unknownVariant(scenario, name);
        }
        return found;
    }

    private Refused unknownVariant(Scenario scenario, String name) {
        List<String> known = scenario.variants().stream().map(Variant::name).toList();
        if (known.isEmpty()) {
            return Refused.badInput(where + ": '" + name + "' of " + scenario.id()
                    + " cannot be run by this: steps of a claim's own come with a report, which 'triage' reads, or with a"
                    + " token, which 'replay' reads; this version has the steps that 'list steps' shows");
        }
        return Refused.unknown(where, "variant of " + scenario.id(), name, known);
    }

    /** Finds a writer. */
    SubjectFactory writer(String name) {
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

    private void requireWriters(List<String> names) {
        for (String name : names) {
            if (catalogue.writer(name).isEmpty() && !catalogue.groupOf().containsValue(name)) {
                throw unknownWriter("--writer", name);
            }
        }
    }
}
