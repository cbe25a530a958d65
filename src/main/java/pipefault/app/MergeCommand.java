package pipefault.app;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import pipefault.explore.SearchOutcome;
import pipefault.explore.Shard;
import pipefault.report.SearchJsonReader;
import pipefault.report.SearchRecord;

/** Puts together what the shards of a search have found, each perhaps on a machine of its own. */
@Command(
        name = "merge",
        description =
                "Put together the files that 'explore --shard I/N --json FILE' has written, and print what one search"
                        + " would have. Exit code as of 'explore'.",
        footer = {"", "Example:", "  ./pipefault merge shard-1.json shard-2.json"})
final class MergeCommand extends Subcommand {

    private static final String COMMAND = "merge";
    private static final long SIZE_MAX = 64L << 20;

    /** How many missing shards are named. */
    private static final int NAMED_MAX = 20;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "one for each shard.")
    private final List<String> files = new ArrayList<>();

    MergeCommand(Workbench bench) {
        super(bench);
    }

    /** A file and what it holds. */
    private record Part(String name, SearchRecord record) {}

    @Override
    public Integer call() {
        requireDistinct();
        List<Part> parts = files.stream().map(MergeCommand::read).toList();
        requireOneSearch(parts);
        requireEachShardOnce(parts);
        SearchRecord first = parts.get(0).record();
        List<SearchOutcome> sums = new ArrayList<>();
        for (int i = 0; i < first.searches().size(); i++) {
            int number = i;
            List<SearchOutcome> shards = parts.stream()
                    .map(part -> part.record().searches().get(number))
                    .toList();
            SearchOutcome sum = SearchOutcome.sum(shards);
            sums.add(sum);
            int notBegun = (int) shards.stream().filter(shard -> !shard.begun()).count();
            bench.terminal()
                    .print(new SearchSummary(
                                    sum,
                                    first.plan(),
                                    new SearchSummary.Merged(parts.size(), sum.begun() ? notBegun : 0))
                            .text(bench.replay()));
        }
        return ExploreCommand.exitCode(sums);
    }

    /** The same file under two names is found by its shard. */
    private void requireDistinct() {
        Set<String> seen = new HashSet<>();
        for (String file : files) {
            if (!seen.add(file)) {
                throw Refused.badInput(COMMAND + ": " + file + " is named twice; each file is counted once");
            }
        }
    }

    private static void requireOneSearch(List<Part> parts) {
        Part first = parts.get(0);
        for (Part part : parts) {
            requireSame(first, part, "version", SearchRecord::version);
            requireSame(first, part, "bound", record -> record.plan().bound());
            requireSame(first, part, "seed", SearchRecord::seed);
            requireSame(
                    first,
                    part,
                    "number of shards",
                    record -> record.plan().shard().count());
            requireSame(first, part, "limit of runs within the bound (--schedules)", MergeCommand::limit);
            requireSame(
                    first,
                    part,
                    "number of random runs",
                    record -> record.plan().random());
            requireSame(first, part, "list of searches", MergeCommand::names);
        }
    }

    private static Object limit(SearchRecord record) {
        return record.plan().triesWithoutLimit() ? "none" : record.plan().exhaustive();
    }

    private static void requireSame(Part first, Part part, String what, Function<SearchRecord, Object> property) {
        Object expected = property.apply(first.record());
        Object found = property.apply(part.record());
        if (!expected.equals(found)) {
            throw Refused.badInput(COMMAND + ": " + part.name() + " belongs to another search than " + first.name()
                    + ": its " + what + " is " + found + ", and not " + expected);
        }
    }

    private static String names(SearchRecord record) {
        return record.searches().stream().map(SearchOutcome::name).collect(Collectors.joining(", "));
    }

    private static void requireEachShardOnce(List<Part> parts) {
        int count = parts.get(0).record().plan().shard().count();
        Set<Integer> missing = IntStream.rangeClosed(1, count).boxed().collect(Collectors.toCollection(TreeSet::new));
        for (Part part : parts) {
            Shard shard = part.record().plan().shard();
            if (!missing.remove(shard.index())) {
                String other = parts.stream()
                        .filter(each -> each.record().plan().shard().equals(shard))
                        .map(Part::name)
                        .findFirst()
                        .orElse("");
                throw Refused.badInput(COMMAND + ": shard " + shard + " is there twice: " + other + " and "
                        + part.name() + "; each is counted once");
            }
        }
        if (!missing.isEmpty()) {
            String named = missing.stream()
                    .limit(NAMED_MAX)
                    .map(index -> index + "/" + count)
                    .collect(Collectors.joining(", "));
            throw Refused.badInput(COMMAND + ": of " + count + " shards " + missing.size()
                    + (missing.size() == 1 ? " is missing: " : " are missing: ") + named
                    + (missing.size() > NAMED_MAX ? ", ..." : ""));
        }
    }

    private static Part read(String name) {
        Path file = FileProblem.path(COMMAND, name);
        FileProblem.requireFile(COMMAND, file, "a file of 'explore --json'");
        try {
            if (Files.size(file) > SIZE_MAX) {
                throw Refused.badInput(COMMAND + ": " + file + " is longer than " + SIZE_MAX
                        + " bytes, which 'explore --json' never writes");
            }
            if (Files.size(file) == 0) {
                throw Refused.badInput(
                        COMMAND + ": " + file + " is empty: nothing was written to it, by an 'explore --json'"
                                + " that is not finished or was ended");
            }
            return new Part(name, SearchJsonReader.read(Files.readString(file)));
        } catch (SearchJsonReader.Unreadable e) {
            throw Refused.badInput(COMMAND + ": " + file + " was not written by 'explore --json': " + e.getMessage());
        } catch (CharacterCodingException e) {
            throw Refused.badInput(COMMAND + ": " + file + " was not written by 'explore --json': it is no UTF-8");
        } catch (IOException e) {
            throw Refused.badInput(COMMAND + ": " + file + " cannot be read: " + e.getMessage());
        }
    }
}
