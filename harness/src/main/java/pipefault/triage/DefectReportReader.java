package pipefault.triage;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import pipefault.explore.Bound;
import pipefault.fault.FailPoint;
import pipefault.fault.FaultPlan;
import pipefault.fault.FaultPlanError;
import pipefault.scenario.Scenario;
import pipefault.scenario.SubjectFactory;
import pipefault.scenario.Variant;
import pipefault.triage.Claim.Stage;

/** Reads a defect report from YAML; what each key means stands in the skeleton, {@link ReportSkeleton}. */
public final class DefectReportReader {

    private static final List<String> REPORT_KEYS = List.of("title", "origin", "subject", "claims");

    /** What a claim has that stands near another one. */
    private static final List<String> NEARBY_KEYS = List.of(
            "id",
            "text",
            "place",
            "call",
            "hypothesis",
            "scenario",
            "plan",
            "steps",
            "bound",
            "known-by",
            "subject",
            "expects");

    private static final List<String> CLAIM_KEYS =
            Stream.concat(NEARBY_KEYS.stream(), Stream.of("nearby")).toList();

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,19}");

    private final YamlSource source;
    private final Repertoire repertoire;
    private final HypothesisReader hypotheses;
    private final StepsReader steps;
    private final Set<String> ids = new HashSet<>();

    private DefectReportReader(String yaml, Repertoire repertoire) {
        source = new YamlSource(yaml);
        this.repertoire = repertoire;
        hypotheses = new HypothesisReader(source);
        steps = new StepsReader(source, repertoire);
    }

    /**
     * Reads a report.
     *
     * @param repertoire the scenarios and writers that it may name
     * @throws DefectReportError with the place in the text
     */
    public static DefectReport read(String yaml, Repertoire repertoire) {
        return new DefectReportReader(yaml, repertoire).read();
    }

    private DefectReport read() {
        YamlFields report = new YamlFields(source, source.read(), "report", REPORT_KEYS);
        String title = report.text("title");
        String origin = report.text("origin");
        SubjectFactory subject = writer(report.required("subject"), "subject");
        List<Claim> claims = new ArrayList<>();
        for (Node node : report.list("claims")) {
            YamlFields fields = new YamlFields(source, node, "claim", CLAIM_KEYS);
            Claim claim = claim(fields, "", subject);
            claims.add(claim);
            for (Node nearby : fields.listOrNone("nearby")) {
                claims.add(claim(new YamlFields(source, nearby, "claim nearby", NEARBY_KEYS), claim.id(), subject));
            }
        }
        return new DefectReport(title, origin, claims);
    }

    private Claim claim(YamlFields fields, String near, SubjectFactory subject) {
        String id = id(fields);
        List<SubjectFactory> knownBy = new ArrayList<>();
        fields.listOrNone("known-by").forEach(node -> knownBy.add(writer(node, "known-by")));
        List<Hypothesis> anyOf = new ArrayList<>();
        fields.list("hypothesis").forEach(node -> anyOf.add(hypotheses.read(node)));
        return new Claim(
                id,
                near,
                fields.text("text"),
                fields.text("place"),
                fields.optional("call").map(this::call).orElse(null),
                anyOf,
                stages(fields),
                fields.optional("plan").map(this::plan).orElse(null),
                fields.optional("bound").map(this::bound).orElse(Bound.USUAL),
                fields.optional("subject").map(node -> writer(node, "subject")).orElse(subject),
                knownBy,
                fields.optional("expects").map(this::verdict).orElse(null));
    }

    private String id(YamlFields fields) {
        String id = fields.text("id");
        if (!ID.matcher(id).matches()) {
            throw source.error(
                    fields.required("id"),
                    "'" + id + "' is no id",
                    "allowed: up to 20 letters, digits and -, with a letter or digit first");
        }
        if (!ids.add(id)) {
            throw source.error(fields.required("id"), "the id " + id + " is there twice", "each claim has its own");
        }
        return id;
    }

    private FailPoint call(Node node) {
        return hypotheses.point(node, YamlFields.text(source, node, "'call'"));
    }

    private Bound bound(Node node) {
        return Bound.parse(YamlFields.text(source, node, "'bound'"))
                .orElseThrow(() -> source.error(
                        node,
                        "a bound is three numbers from 0 to " + Bound.MAX + " with commas between them",
                        "for example 2,0,1: two switches, no fault besides those of the plan, one departure of the"
                                + " kernel"));
    }

    private ClaimVerdict verdict(Node node) {
        String word = YamlFields.text(source, node, "'expects'");
        return Stream.of(ClaimVerdict.values())
                .filter(each -> each.name().equals(word.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> source.unknown(
                        node,
                        "answer",
                        word,
                        Stream.of(ClaimVerdict.values()).map(Enum::name).toList()));
    }

    private FaultPlan plan(Node node) {
        try {
            return FaultPlan.parse(YamlFields.text(source, node, "'plan'"));
        } catch (FaultPlanError e) {
            throw source.error(
                    node,
                    "this plan cannot be read",
                    String.valueOf(e.getMessage()).replace("\n", "\n  "));
        }
    }

    private SubjectFactory writer(Node node, String key) {
        String name = YamlFields.text(source, node, "'" + key + "'");
        return repertoire
                .writer(name)
                .orElseThrow(() -> source.unknown(node, "writer", name, repertoire.writerNames()));
    }

    /** Scenarios with their own plans, or a plan with steps that have none; steps that are written out can do without. */
    private List<Stage> stages(YamlFields fields) {
        boolean own = fields.optional("scenario").isPresent();
        boolean planned = fields.optional("plan").isPresent();
        boolean writtenOut = steps.areWrittenOut(fields.optional("steps").orElse(null));
        boolean complete = own
                ? !planned && fields.optional("steps").isEmpty()
                : writtenOut || (planned && fields.optional("steps").isPresent());
        if (!complete) {
            throw source.error(
                    fields.node(),
                    "a claim has a 'scenario', or a 'plan' and 'steps', and this one has "
                            + (own
                                    ? "more"
                                    : planned || fields.optional("steps").isPresent()
                                            ? "one of the latter"
                                            : "none of them"),
                    "a scenario has a plan of its own; steps are those of a scenario without its plan, or a list of"
                            + " steps written out, which can do without a plan");
        }
        if (writtenOut) {
            return List.of(
                    steps.read(fields, fields.optional("plan").map(this::plan).orElse(FaultPlan.NONE)));
        }
        List<Stage> stages = new ArrayList<>();
        for (Node node : fields.list(own ? "scenario" : "steps")) {
            String name = YamlFields.text(source, node, own ? "'scenario'" : "'steps'");
            if (!own) {
                steps.requireNoStep(node, name);
            }
            stages(node, name).forEach(each -> stages.add(own ? each : bare(each)));
        }
        return stages;
    }

    private static Stage bare(Stage stage) {
        return new Stage(stage.scenario(), stage.variant().bare());
    }

    private List<Stage> stages(Node node, String name) {
        List<String> parts = List.of(name.split("/", 2));
        Scenario scenario = repertoire
                .scenario(parts.get(0))
                .orElseThrow(() -> source.unknown(node, "scenario", parts.get(0), repertoire.scenarioIds()));
        if (scenario.variants().isEmpty()) {
            throw source.unknown(node, "scenario", parts.get(0), repertoire.scenarioIds());
        }
        if (parts.size() == 1) {
            return scenario.variants().stream()
                    .map(variant -> new Stage(scenario, variant))
                    .toList();
        }
        @Nullable Variant variant = scenario.variant(parts.get(1)).orElse(null);
        if (variant == null) {
            throw source.unknown(
                    node,
                    "variant of " + scenario.id(),
                    parts.get(1),
                    scenario.variants().stream().map(Variant::name).toList());
        }
        return List.of(new Stage(scenario, variant));
    }
}
