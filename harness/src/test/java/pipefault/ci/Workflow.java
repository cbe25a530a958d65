package pipefault.ci;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Finds in a workflow of GitHub Actions what GitHub would refuse, or what lets others decide what our jobs do. */
final class Workflow {

    private static final int LONGEST_MINUTES = 60;

    private static final Set<Object> TOP =
            Set.of("name", "run-name", "on", "permissions", "env", "defaults", "concurrency", "jobs");
    private static final Set<Object> OF_A_JOB = Set.of(
            "name",
            "needs",
            "if",
            "permissions",
            "runs-on",
            "env",
            "defaults",
            "strategy",
            "steps",
            "timeout-minutes",
            "continue-on-error",
            "outputs",
            "services",
            "container",
            "concurrency",
            "environment");
    private static final Set<Object> OF_A_STEP = Set.of(
            "id",
            "if",
            "name",
            "uses",
            "run",
            "shell",
            "with",
            "env",
            "working-directory",
            "continue-on-error",
            "timeout-minutes");

    private static final Pattern PINNED = Pattern.compile("[\\w.-]+(/[\\w.-]+)+@[0-9a-f]{40}");
    private static final Pattern OURS = Pattern.compile("\\./.+");

    /** Text of strangers that GitHub would paste into a shell. */
    private static final Pattern OF_STRANGERS =
            Pattern.compile("\\$\\{\\{[^}]*github\\.(event|head_ref|ref_name)[^}]*}}");

    private final List<String> problems = new ArrayList<>();

    private Workflow() {}

    /** Returns what is wrong with it, a sentence each. */
    static List<String> problems(String yaml) {
        Workflow workflow = new Workflow();
        try {
            LoaderOptions strict = new LoaderOptions();
            strict.setAllowDuplicateKeys(false);
            strict.setMaxAliasesForCollections(0);
            workflow.look(new Yaml(new SafeConstructor(strict)).load(yaml));
        } catch (YAMLException e) {
            workflow.problems.add("is no YAML: " + e.getMessage());
        }
        return workflow.problems;
    }

    private void look(@Nullable Object document) {
        Map<?, ?> top = map("the workflow", document);
        // To YAML 1.1 the word 'on' is a truth value.
        keys("the workflow", top, TOP, true);
        require("the workflow", top, "jobs");
        if (!top.containsKey("on") && !top.containsKey(true)) {
            problems.add("the workflow has no 'on'");
        }
        Map<?, ?> jobs = map("jobs", top.get("jobs"));
        if (jobs.isEmpty()) {
            problems.add("jobs is empty");
        }
        jobs.forEach((name, job) -> job("job " + name, map("job " + name, job), top));
    }

    private void job(String where, Map<?, ?> job, Map<?, ?> top) {
        keys(where, job, OF_A_JOB, false);
        require(where, job, "runs-on");
        if (!(job.get("timeout-minutes") instanceof Integer minutes) || minutes < 1 || minutes > LONGEST_MINUTES) {
            problems.add(where + " has no 'timeout-minutes' from 1 to " + LONGEST_MINUTES);
        }
        Object permissions = job.containsKey("permissions") ? job.get("permissions") : top.get("permissions");
        if (!(permissions instanceof Map<?, ?> each) || each.containsValue("write")) {
            problems.add(where + " has no 'permissions' that are listed, and only for reading");
        }
        if (!(job.get("steps") instanceof List<?> steps) || steps.isEmpty()) {
            problems.add(where + " has no steps");
            return;
        }
        for (int i = 0; i < steps.size(); i++) {
            step(where + ", step " + (i + 1), map(where + ", step " + (i + 1), steps.get(i)));
        }
    }

    private void step(String where, Map<?, ?> step) {
        keys(where, step, OF_A_STEP, false);
        if (step.containsKey("uses") == step.containsKey("run")) {
            problems.add(where + " needs either 'uses' or 'run'");
        }
        if (step.get("uses") instanceof String action
                && !OURS.matcher(action).matches()
                && !PINNED.matcher(action).matches()) {
            problems.add(where + " uses " + action + ", which is not pinned by the 40 digits of a commit");
        }
        if (step.get("run") instanceof String script
                && OF_STRANGERS.matcher(script).find()) {
            problems.add(where + " pastes text of strangers into a shell; pass it by 'env'");
        }
    }

    private void keys(String where, Map<?, ?> found, Set<Object> known, boolean truthValue) {
        found.keySet().stream()
                .filter(key -> !known.contains(key) && !(truthValue && Boolean.TRUE.equals(key)))
                .forEach(key -> problems.add(where + " has the unknown key '" + key + "'"));
    }

    private void require(String where, Map<?, ?> found, String key) {
        if (!found.containsKey(key)) {
            problems.add(where + " has no '" + key + "'");
        }
    }

    private Map<?, ?> map(String where, @Nullable Object found) {
        if (found instanceof Map<?, ?> map) {
            return map;
        }
        problems.add(where + " is no map");
        return Map.of();
    }
}
