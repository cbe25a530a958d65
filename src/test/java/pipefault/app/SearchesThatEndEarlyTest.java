package pipefault.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pipefault.explore.Deadline;
import pipefault.explore.Search;
import pipefault.explore.SearchPart;
import pipefault.explore.SearchPlan;
import pipefault.explore.SearchTeam;
import pipefault.explore.Sighting;
import pipefault.explore.Smallest;
import pipefault.explore.Standing;
import pipefault.scenario.HarnessError;
import pipefault.scenario.RunSpec;

/** What becomes of what was found when the time is up, a worker is late, or something goes wrong. */
class SearchesThatEndEarlyTest {

    @TempDir
    private Path folder;

    /** A search in this process of which a test changes what it does. */
    private static class Changed implements SearchPart {

        final Search search;

        Changed(Search search) {
            this.search = search;
        }

        @Override
        public void begin() {
            search.begin();
        }

        @Override
        public Standing goOn(BooleanSupplier pause) {
            return search.goOn(pause);
        }

        @Override
        public Smallest shrink(Sighting sighting, Deadline deadline, BooleanSupplier enough) {
            return search.shrink(sighting, deadline, enough);
        }

        @Override
        public void close() {
            search.close();
        }
    }

    private static Kernels searching(Function<Search, SearchPart> part) {
        return new FakeKernels(FakeKernels::expected) {
            @Override
            public SearchCrew openSearch(RunSpec spec, SearchPlan plan, int workers) {
                return new SearchCrew(new SearchTeam(List.of(part.apply(new Search(spec, plan)))), false);
            }
        };
    }

    /** Answers once, with a finding, and then not until it is ended by force. */
    private static SearchPart late(Search search) {
        CountDownLatch ended = new CountDownLatch(1);
        return new Changed(search) {
            private boolean answered;

            @Override
            public Standing goOn(BooleanSupplier pause) {
                if (answered) {
                    try {
                        ended.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    throw new HarnessError("ended by force");
                }
                Standing standing = super.goOn(() -> false);
                answered = true;
                return new Standing(
                        standing.runs(),
                        standing.withinBound(),
                        standing.bad(),
                        standing.unclear(),
                        standing.digest(),
                        standing.deepest(),
                        false,
                        false,
                        standing.sightings());
            }

            @Override
            public void close() {
                ended.countDown();
            }
        };
    }

    private Path json() {
        return folder.resolve("found.json");
    }

    private Typed explore(Kernels kernels, String... more) {
        String[] line = {"explore", "--writer", "as-shipped", "--bound", "1,0,0", "--json", json().toString()};
        return Typed.typeOn(
                kernels,
                java.util.stream.Stream.concat(java.util.Arrays.stream(line), java.util.Arrays.stream(more))
                        .toArray(String[]::new));
    }

    @Test
    void a_worker_that_is_late_loses_nothing_of_what_it_has_found() throws IOException {
        Typed typed = explore(searching(SearchesThatEndEarlyTest::late), "--seconds", "1");

        assertThat(typed.exitCode()).as(typed.err()).isEqualTo(ExitCode.FINDING);
        assertThat(typed.out())
                .contains("MISREPORTED  plain/all-methods, as-shipped: found at schedule ")
                .containsPattern("  at most   .* \\(as found: nothing was taken away on trial\\)\n")
                .contains(" not exhausted: ");
        assertThat(Files.readString(json())).contains("\"smallness\": \"AS_FOUND\"");
    }

    @Test
    void starting_the_workers_takes_nothing_from_the_time_to_search() {
        Typed typed = explore(
                searching(search -> new Changed(search) {
                    @Override
                    public void begin() {
                        LockSupport.parkNanos(1_200_000_000);
                    }
                }),
                "--seconds",
                "1");

        assertThat(typed.out()).containsPattern("as-shipped: [1-9][0-9]* schedules?, ");
    }

    @Test
    void what_could_be_made_smaller_in_part_only_says_so() {
        Typed typed = explore(searching(search -> new Changed(search) {
            @Override
            public Smallest shrink(Sighting sighting, Deadline deadline, BooleanSupplier enough) {
                return super.shrink(sighting, Deadline.in(java.time.Duration.ZERO), enough);
            }
        }));

        assertThat(typed.exitCode()).isEqualTo(ExitCode.FINDING);
        assertThat(typed.out()).containsPattern("  at most   .* \\(not proven smallest\\)\n");
    }

    @Test
    void what_was_found_before_something_went_wrong_is_told_and_written() throws IOException {
        Typed typed = explore(
                searching(search -> new Changed(search) {
                    private boolean answered;

                    @Override
                    public Standing goOn(BooleanSupplier pause) {
                        if (answered) {
                            throw new HarnessError("on purpose");
                        }
                        answered = true;
                        Standing all = super.goOn(() -> false);
                        return new Standing(
                                all.runs(),
                                all.withinBound(),
                                all.bad(),
                                all.unclear(),
                                all.digest(),
                                all.deepest(),
                                false,
                                false,
                                all.sightings());
                    }
                }),
                "plain/all-methods",
                "plain/quiet-listener",
                "--junit",
                folder.resolve("junit.xml").toString());

        assertThat(typed.exitCode()).isEqualTo(ExitCode.HARNESS_ERROR);
        assertThat(typed.err()).contains("explore plain/all-methods as-shipped: on purpose");
        assertThat(typed.out()).contains("MISREPORTED  plain/all-methods, as-shipped: ");
        assertThat(Files.readString(json()))
                .contains("\"verdict\": \"MISREPORTED\"")
                .containsPattern("\"variant\": \"quiet-listener\",\\s+\"writer\": \"as-shipped\",\\s+\"begun\": false");
        assertThat(Files.readString(folder.resolve("junit.xml")))
                .contains(
                        "<failure message=\"MISREPORTED: ",
                        "<error message=\"explore plain/all-methods as-shipped: on purpose\"")
                .contains("<skipped message=\"not begun\"/>");
    }
}
