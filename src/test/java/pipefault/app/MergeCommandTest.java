package pipefault.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergeCommandTest {

    @TempDir
    private Path folder;

    private final List<Path> shards = new ArrayList<>();

    @BeforeEach
    void search_in_three_shards() {
        for (int index = 1; index <= 3; index++) {
            shards.add(explored("shard-" + index + ".json", "--shard", index + "/3"));
        }
    }

    private Path explored(String name, String... more) {
        Path file = folder.resolve(name);
        List<String> line = new ArrayList<>(
                List.of("explore", "--bound", "1,0,0", "--writer", "as-shipped", "--json", file.toString()));
        line.addAll(List.of(more));
        assertThat(Typed.type(line.toArray(String[]::new)).exitCode()).isLessThan(ExitCode.BAD_INPUT);
        return file;
    }

    private static Typed merge(Path... files) {
        List<String> line = new ArrayList<>(List.of("merge"));
        for (Path file : files) {
            line.add(file.toString());
        }
        return Typed.type(line.toArray(String[]::new));
    }

    private static String comparable(String summary) {
        return summary.replaceAll(", 3 shards", "")
                .replaceAll("; [0-9.]+ s[^;]*; digest", "; digest")
                .replaceAll("at (about )?schedule [0-9]+", "at schedule N");
    }

    @Test
    void shards_together_say_what_one_search_says() {
        Typed whole = Typed.type("explore", "--bound", "1,0,0", "--writer", "as-shipped");
        Typed merged = merge(shards.get(2), shards.get(0), shards.get(1));

        assertThat(merged.exitCode()).isEqualTo(ExitCode.FINDING).isEqualTo(whole.exitCode());
        assertThat(merged.out()).contains("; bound 1,0,0, 3 shards exhausted; ");
        assertThat(comparable(merged.out())).isEqualTo(comparable(whole.out()));
    }

    @Test
    void a_whole_search_can_be_merged_alone() {
        assertThat(merge(explored("whole.json")).out()).contains("; bound 1,0,0, 1 shard exhausted; ");
    }

    @Test
    void what_is_written_can_be_read_by_machines() throws IOException {
        assertThat(Files.readString(explored("whole.json")))
                .startsWith("{\n  \"version\": \"")
                .contains("\"bound\": \"1,0,0\"", "\"shard\": \"1/1\"", "\"seed\": 1")
                .contains("\"exhausted\": true", "\"verdict\": \"MISREPORTED\"", "\"kind\": \"notification\"")
                .containsPattern("\"needs\": \\{\\s+\"faults\": 0,\\s+\"switches\": 1,\\s+\"departures\": 0\\s+}")
                .containsPattern("\"token\": \"2\\.plain\\.[^\"]+\"");
    }

    @Test
    void a_missing_shard_is_named() {
        Typed typed = merge(shards.get(0), shards.get(2));

        assertThat(typed.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(typed.err()).contains("of 3 shards 1 is missing: 2/3");
    }

    @Test
    void a_shard_that_is_there_twice_is_refused() throws IOException {
        Path copy = Files.copy(shards.get(1), folder.resolve("copy.json"));
        Typed typed = merge(shards.get(0), shards.get(1), copy, shards.get(2));

        assertThat(typed.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(typed.err()).containsPattern("shard 2/3 is there twice: \\S+shard-2.json and \\S+copy.json");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--bound 0,0,0 --shard 2/3     | its bound is 0,0,0, and not 1,0,0",
                "--shard 2/4                   | its number of shards is 4, and not 3",
                "--shard 2/3 --seed 9          | its seed is 9, and not 1",
                "--shard 2/3 --schedules 9     | its limit of runs within the bound (--schedules) is 9, and not none",
                "--shard 2/3 --random 30       | its limit of runs within the bound (--schedules) is 0, and not none",
                "--shard 2/3 --writer no-join  | its list of searches is plain/all-methods no-join",
            })
    void shards_of_another_search_are_refused(String options, String why) {
        Path file = folder.resolve("other.json");
        List<String> line = new ArrayList<>(List.of("explore", "--json", file.toString()));
        if (!options.contains("--bound")) {
            line.addAll(List.of("--bound", "1,0,0"));
        }
        if (!options.contains("--writer")) {
            line.addAll(List.of("--writer", "as-shipped"));
        }
        line.addAll(List.of(options.split(" ")));
        Typed unused = Typed.type(line.toArray(String[]::new));

        Typed typed = merge(shards.get(0), file, shards.get(2));

        assertThat(typed.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(typed.err())
                .contains("other.json belongs to another search than")
                .contains(why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"schedules\": [0-9]+ | \"schedules\": -1      | 'searches[0].schedules' has to be a whole number from 0 to 1000000000000, but is -1",
                "\"shard\": \"./3\"    | \"shard\": \"5/3\"     | 'shard' has the form I/N, for example 3/8, but is '5/3'",
                "\"exhausted\": true   | \"exhausted\": 1       | 'searches[0].exhausted' has to be true or false, but is 1",
                "\"writer\": \"[^\"]+\",| ''                    | 'searches[0].writer' is missing",
                "\"digest\": \"....    | \"digest\": \"wxyz     | 'searches[0].digest' has the form 16 digits",
                "\\}\\s*$              | ''                    | it is no JSON",
                "\"bad\": [0-9]+      | \"bad\": 99999        | 'searches[0]' has counts that no search comes to: 99999 are bad",
                "\"bad\": [1-9][0-9]* | \"bad\": 0            | 'searches[0]' has counts that no search comes to: 0 schedules are bad, and there are",
                "\"withinBound\": [0-9]+ | \"withinBound\": 9999 | withinBound is 9999, of ",
                "\"withinBound\": [0-9]+ | \"withinBound\": 0 | random runs, and 0 were planned",
                "\"exhaustive\": null | \"exhaustive\": 1     | and the limit was 1",
                "\"at\": [0-9]+       | \"at\": 99999         | a finding is at schedule 99999, of ",
                "\"switches\": 1      | \"switches\": 2        | a finding needs 2 departures, and tells 1",
                "\"begun\": true      | \"begun\": false      | it was not begun, and has come to something",
                "\"estimate\": [0-9.E]+ | \"estimate\": 1e999 | 'searches[0].estimate' has to be a number from 0",
                "\"smallness\": \"PROVEN\" | \"smallness\": \"TINY\" | 'searches[0].findings[0].smallness' has the form of a smallness",
                "(?s)\"searches\": \\[.*\\]| \"searches\": []     | 'searches' holds none, and there is at least one",
            })
    void a_file_that_was_changed_is_refused_with_the_place(String pattern, String replacement, String why)
            throws IOException {
        Path file = withFinding();
        Files.writeString(file, Files.readString(file).replaceFirst(pattern, replacement));

        Typed typed = merge(shards.toArray(Path[]::new));

        assertThat(typed.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(typed.err())
                .contains(file.getFileName() + " was not written by 'explore --json'")
                .contains(why);
    }

    private Path withFinding() throws IOException {
        for (Path shard : shards) {
            if (Files.readString(shard).contains("smallness")) {
                return shard;
            }
        }
        throw new AssertionError("no shard has found anything");
    }

    @Test
    void a_file_that_is_not_there_is_refused() {
        Typed typed = merge(folder.resolve("nothing.json"));

        assertThat(typed.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(typed.err()).contains("there is no file", "nothing.json");
    }

    @Test
    void a_file_that_is_empty_is_refused_as_such() throws IOException {
        Path file = Files.createFile(folder.resolve("empty.json"));

        Typed typed = merge(shards.get(0), file);

        assertThat(typed.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(typed.err()).contains("empty.json is empty").doesNotContain("JSON:");
    }

    @Test
    void a_file_that_is_named_twice_is_refused_as_such() {
        Typed typed = merge(shards.get(0), shards.get(0));

        assertThat(typed.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(typed.err()).contains("shard-1.json is named twice").doesNotContain(" and ");
    }

    @Test
    void random_searches_of_other_lengths_are_no_shards_of_one() {
        Path one = explored("random-1.json", "--shard", "1/2", "--random", "30");
        Path other = explored("random-2.json", "--shard", "2/2", "--random", "40");

        assertThat(merge(one, other).err()).contains("its number of random runs is 40, and not 30");
    }

    @Test
    void random_shards_make_the_runs_that_one_search_makes() {
        Path one = explored("random-1.json", "--shard", "1/2", "--random", "31");
        Path other = explored("random-2.json", "--shard", "2/2", "--random", "31");

        assertThat(merge(one, other).out()).contains(": 31 schedules, ", "2 shards; random runs only; ");
    }

    @Test
    void a_shard_that_was_not_begun_is_told_and_nothing_is_exhausted() throws IOException {
        Path file = shards.get(1);
        String nothing = Files.readString(file)
                .replace("\"begun\": true", "\"begun\": false")
                .replace("\"exhausted\": true", "\"exhausted\": false")
                .replaceAll("\"(schedules|bad|unclear|withinBound|estimate|estimateError)\": [0-9.E]+", "\"$1\": 0")
                .replaceAll("\"digest\": \"[0-9a-f]+\"", "\"digest\": \"0000000000000000\"")
                .replaceAll("(?s)\"findings\": \\[.*\\]\\s*\\}\\s*\\]", "\"findings\": []}]");
        Files.writeString(file, nothing);

        Typed typed = merge(file, shards.get(0), shards.get(2));

        assertThat(typed.err()).isEmpty();
        assertThat(typed.out())
                .containsPattern(
                        "bound 1,0,0, 3 shards, 1 of them not begun not exhausted: [0-9]+ seen, of some [1-9]");
    }
}
