package pipefault.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pipefault.fault.FaultPlan;
import pipefault.simulation.Schedules;
import pipefault.simulation.SimulatedWorld;

/** What a sweep makes of many conversations: what needs no fault, what needs one, and how to see it again. */
class ForeignCampaignTest {

    private static final int REPEATS = 2;

    private final List<String> progress = new ArrayList<>();

    private ForeignCampaign swept(Script script, Client.Flaw... flaws) {
        return swept(script, new Client(flaws));
    }

    private ForeignCampaign swept(Script script, Client client) {
        ForeignRun run = runOf(client);
        ForeignCampaign campaign = new ForeignCampaign(
                requests -> requests.stream()
                        .map(request ->
                                ForeignLine.parse(ForeignLine.of(request.script(), "the platform", made(run, request))
                                        .line()))
                        .toList(),
                REPEATS,
                progress::add);
        campaign.sweep(script);
        return campaign;
    }

    private static ForeignRun runOf(Client client) {
        return new ForeignRun(() -> SimulatedWorld.create(Schedules.ofSeed(0)), client);
    }

    private static ForeignResult made(ForeignRun run, ForeignRequest request) {
        ForeignRequest passed = ForeignRequest.parse(request.line());
        FaultPlan plan = passed.plan().isEmpty() ? FaultPlan.NONE : FaultPlan.parse(passed.plan());
        // The platform of these clients comes by the watch: without it there is nothing to talk through.
        return run.make(passed.script(), plan);
    }

    @Test
    void what_shows_without_a_fault_is_told_once_and_not_again_with_each_fault() {
        List<ForeignFinding> findings =
                swept(Script.EXCHANGE, Client.Flaw.LEAKS_THE_FILE).findings();

        assertThat(findings)
                .filteredOn(ForeignFinding::needsNoFault)
                .extracting(ForeignFinding::text)
                .containsExactly("LEAKED: never closed: file");
        assertThat(findings)
                .filteredOn(each -> !each.needsNoFault())
                .extracting(ForeignFinding::text)
                .allMatch(text -> text.contains("CloseHandle answered") || text.contains("CancelIoEx answered"));
    }

    @Test
    void what_is_never_seen_again_is_no_finding() {
        ForeignRun flawed = runOf(new Client(Client.Flaw.SWALLOWS_WRITE_ERRORS));
        ForeignRun right = runOf(new Client());
        ForeignCampaign campaign = new ForeignCampaign(
                requests -> requests.stream()
                        .map(request -> ForeignLine.of(
                                request.script(),
                                "the platform",
                                made(requests.stream().distinct().count() == 1 ? right : flawed, request)))
                        .toList(),
                REPEATS,
                progress::add);

        campaign.sweep(Script.EXCHANGE);

        assertThat(campaign.findings())
                .isNotEmpty()
                .noneMatch(each -> each.text().contains("WriteFile answered"));
        assertThat(progress).anyMatch(words -> words.contains("not once seen again: MISREPORTED: WriteFile answered"));
    }

    @Test
    void what_needs_a_fault_is_told_with_the_first_plan_and_tried_again() {
        List<ForeignFinding> findings =
                swept(Script.EXCHANGE, Client.Flaw.SWALLOWS_WRITE_ERRORS).findings();

        assertThat(findings)
                .filteredOn(each -> each.text().equals("MISREPORTED: WriteFile answered an error, and no call threw"))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.plan()).startsWith("WriteFile#1 -> fail(");
                    assertThat(found.plans()).isGreaterThan(5);
                    assertThat(found.shown()).isEqualTo(REPEATS);
                });
    }

    @Test
    void a_conversation_that_ends_nowhere_meets_no_fault() {
        ForeignCampaign campaign = swept(Script.CLOSE_WHILE_READING, Client.Flaw.CLOSE_LEAVES_THE_READER);

        assertThat(campaign.plans()).isEqualTo(Map.of(Script.CLOSE_WHILE_READING, 0));
        assertThat(campaign.findings()).anyMatch(each -> each.text().startsWith("STUCK: read that nobody answers"));
    }

    @Test
    void what_stands_in_for_the_kernel_is_named_and_nothing_is_claimed_without_it() {
        Client client = new Client(Client.Flaw.RETURNS_NOTHING);
        client.standIn(new Workaround(FaultPlan.parse("CancelIoEx#1 -> pass"), "this kernel is another"));
        ForeignCampaign campaign = swept(Script.EXCHANGE, client);
        String page = ForeignPage.of("a simulated kernel", List.of(campaign.swept("client@1")), Map.of(), List.of());

        assertThat(campaign.findings())
                .filteredOn(ForeignFinding::needsNoFault)
                .singleElement()
                .satisfies(found -> assertThat(found.unwatched()).isEqualTo(-1));
        assertThat(page)
                .contains("one rule stands in for the kernel: `CancelIoEx#1 -> pass`, because this kernel is another.")
                .doesNotContain("with no call caught:");
    }

    @Test
    void a_subject_that_stays_at_the_end_meets_faults_in_a_conversation_without_it() {
        ForeignCampaign campaign = swept(Script.EXCHANGE, Client.Flaw.WAITS_FOR_WHAT_NEVER_BEGAN);

        assertThat(campaign.plans().get(Script.EXCHANGE)).isZero();
        assertThat(campaign.plans().get(Script.EXCHANGE_WHILE_THERE)).isGreaterThan(50);
        assertThat(campaign.findings())
                .filteredOn(ForeignFinding::needsNoFault)
                .extracting(ForeignFinding::script)
                .containsOnly(Script.EXCHANGE);
        assertThat(campaign.findings())
                .anyMatch(each -> each.plan().startsWith("WriteFile#1 -> fail(")
                        && each.text().startsWith("STUCK: write 100 bytes did not return"));
        assertThat(swept(Script.EXCHANGE).plans()).containsOnlyKeys(Script.EXCHANGE);
    }

    @Test
    void what_is_thrown_by_one_call_for_many_reasons_is_one_finding() {
        List<ForeignFinding> findings =
                swept(Script.EXCHANGE, Client.Flaw.THROWS_WHAT_NOBODY_EXPECTS).findings();

        assertThat(findings)
                .filteredOn(each -> each.text().startsWith("MISREPORTED: open threw"))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.text())
                            .isEqualTo(
                                    "MISREPORTED: open threw what no caller expects: java.lang.IllegalStateException");
                    assertThat(found.plans()).isGreaterThan(2);
                    assertThat(found.shown()).isEqualTo(REPEATS);
                });
    }

    @Test
    void the_page_says_how_to_see_each_again() {
        ForeignCampaign campaign = swept(Script.EXCHANGE, Client.Flaw.TELLS_END_FOR_ANY_ERROR);
        String page = ForeignPage.of(
                "a simulated kernel",
                List.of(campaign.swept("client@1")),
                Map.of("other@1", "it needs a printer"),
                List.of(
                        new ForeignReading("client", "read told of the end", "it takes every error for the end"),
                        new ForeignReading("client@2", "read told of the end", "of another release"),
                        new ForeignReading("client", "close did not return", "of what was not found")));

        assertThat(page)
                .startsWith(ForeignPage.TITLE)
                .contains("| client@1 | the platform | ")
                .contains("read told of the end of the stream while the peer was there")
                .contains("./pipefault foreign client@1 --script exchange --fault '")
                .contains("- \"read told of the end\": it takes every error for the end")
                .doesNotContain("of another release", "of what was not found")
                .contains("- other@1: it needs a printer");
    }
}
