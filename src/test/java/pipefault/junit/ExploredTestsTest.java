package pipefault.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static pipefault.junit.Bodies.writeAndStop;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult.Status;
import pipefault.defects.Writers;
import pipefault.explore.Way;
import pipefault.scenario.Run;

/** A body under many schedules. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class ExploredTestsTest {

    @TempDir
    private Path folder;

    static class OfTheModel {
        @PipefaultTest(subject = Writers.AsShipped.class)
        @Explore(schedules = 60, bound = "1,1,0")
        void stopping_recovers(Run run) {
            writeAndStop(run);
        }
    }

    @Test
    void a_finding_is_red_with_what_it_needs_and_how_to_make_it_again() throws Exception {
        Launched launched = Launched.run(OfTheModel.class, folder);

        assertThat(launched.only().name()).isEqualTo("[1] at most 60 schedules, bound 1,1,0");
        assertThat(launched.only().message())
                .contains("  run       OfTheModel, stopping_recovers, as-shipped, seed 0\n")
                .containsPattern("  replay    @Replay\\(\"2\\.OfTheModel\\.stopping_recovers\\.as-shipped\\.f\\S+\"\\)"
                        + " in the place of @Explore\n  found     60 schedules, \\d+ bad; bound 1,1,0 not exhausted\n"
                        + "  needs     \\S")
                .contains("  besides   ");
        assertThat(launched.files())
                .singleElement()
                .satisfies(file -> assertThat(Files.readString(file)).contains("@Replay"));
    }

    @Test
    void the_token_of_a_finding_makes_it_again() {
        String message = Launched.run(OfTheModel.class, folder).only().message();
        Matcher token = Pattern.compile("@Replay\\(\"([^\"]+)\"\\)").matcher(message);
        assertThat(token.find()).isTrue();

        assertThat(OfTheModelAgain.TOKEN)
                .as("the token in the sample below; take this one if the search finds another one first")
                .isEqualTo(token.group(1));
        Launched.Ended again =
                Launched.run(OfTheModelAgain.OfTheModel.class, folder).only();
        assertThat(again.status()).isEqualTo(Status.FAILED);
        assertThat(again.message().lines().findFirst())
                .isEqualTo(message.lines().findFirst());
        assertThat(Way.parse(OfTheModelAgain.TOKEN).writer()).isEqualTo("as-shipped");
    }

    /** A class of the same simple name as the one above, to which the token belongs. */
    static class OfTheModelAgain {
        static final String TOKEN = "2.OfTheModel.stopping_recovers.as-shipped.f0-1.rhfs";

        static class OfTheModel {
            @PipefaultTest(subject = Writers.AsShipped.class)
            @Replay(TOKEN)
            void stopping_recovers(Run run) {
                writeAndStop(run);
            }
        }
    }

    static class OfTheRecovering {
        @PipefaultTest(subject = Writers.Recovering.class)
        @Explore(schedules = 60, bound = "1,0,0")
        void stopping_recovers(Run run) {
            writeAndStop(run);
        }
    }

    @Test
    void a_green_search_says_how_far_it_came() {
        Launched launched = Launched.run(OfTheRecovering.class, folder);

        assertThat(launched.only().result().getThrowable()).isEmpty();
        assertThat(launched.entries()).containsExactly("60 schedules, none bad; bound 1,0,0 not exhausted");
    }

    static class Asserting {
        @PipefaultTest(subject = Writers.Recovering.class)
        @Explore(schedules = 30, bound = "0,1,0")
        void claims_that_opening_never_fails(Run run) {
            assertThat(run.open()).as("opened").isTrue();
        }
    }

    @Test
    void what_the_body_asserts_is_searched_too() {
        assertThat(Launched.run(Asserting.class, folder).only().message())
                .startsWith("The script fails: [opened] Expecting value to be true but was false.\n")
                .contains("  needs     CreateEvent");
    }
}
