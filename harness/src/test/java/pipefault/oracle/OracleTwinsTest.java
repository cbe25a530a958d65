package pipefault.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pipefault.inject.Property;

/** Each oracle catches what it must catch and leaves its twin alone. */
class OracleTwinsTest {

    static List<Twin> twins() {
        return Stream.of(
                        BytesTwins.all(),
                        ResourceTwins.all(),
                        ErrorTwins.all(),
                        OwnEndingTwins.all(),
                        NotificationTwins.all())
                .flatMap(List::stream)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("twins")
    void tells_twins_apart(Twin twin) {
        assertThat(twin.oracle().judge(twin.evidence().build())).hasSize(twin.findings());
    }

    @Test
    void every_deciding_oracle_has_something_to_catch_and_something_to_leave_alone() {
        assertThat(twins().stream()
                        .filter(twin -> twin.findings() > 0)
                        .map(Twin::oracle)
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(Oracles.deciding());
        assertThat(twins().stream()
                        .filter(twin -> twin.findings() == 0)
                        .map(Twin::oracle)
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(Oracles.deciding());
    }

    @Test
    void lock_discipline_never_decides() {
        List<Finding> findings = Oracles.LOCK_DISCIPLINE.judge(new EvidenceBuilder()
                .observed(Property.LOCK_DISCIPLINE, "blocks")
                .build());

        assertThat(findings).extracting(Finding::verdict).containsExactly(Verdict.UNAFFECTED);
        assertThat(Oracles.deciding()).doesNotContain(Oracles.LOCK_DISCIPLINE);
    }
}
