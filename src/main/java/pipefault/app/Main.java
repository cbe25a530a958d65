package pipefault.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;

/** The command line: finds the command, and turns whatever goes wrong into one message and an exit code. */
public final class Main {

    /** How texts of this program call it; a user of Windows sees another name. */
    static final String LAUNCHER = "./pipefault";

    private static final int USAGE_WIDTH = 100;

    private Main() {}

    /** Runs a command line and ends the process. */
    public static void main(String[] arguments) {
        Surroundings surroundings = Surroundings.of(System.getProperties(), System.getenv());
        Writer out = writer(FileDescriptor.out, "sun.stdout.encoding");
        Writer err = writer(FileDescriptor.err, "sun.stderr.encoding");
        Terminal terminal = new Terminal(out, err, surroundings);
        int exitCode = execute(
                new Workbench(Catalogue.ofDefects(), new ProcessKernels(surroundings), surroundings, terminal),
                arguments);
        WineJvm.sayThatThisIsTheEnd();
        System.exit(exitCode);
    }

    /** Files and pipes get UTF-8; the property is set where the stream is a console of Windows, which has its own. */
    private static Writer writer(FileDescriptor stream, String consoleEncoding) {
        String encoding = System.getProperty(consoleEncoding);
        boolean known = encoding != null && Charset.isSupported(encoding);
        return new OutputStreamWriter(
                new FileOutputStream(stream), known ? Charset.forName(encoding) : StandardCharsets.UTF_8);
    }

    /**
     * Runs a command line on the kernels of this process, as if no variable of the environment were set; the result is the
     * exit code.
     */
    static int execute(String[] arguments, Writer out, Writer err) {
        Surroundings surroundings = Surroundings.of(System.getProperties(), Map.of());
        return execute(
                new Workbench(
                        Catalogue.ofDefects(),
                        new ProcessKernels(surroundings),
                        surroundings,
                        new Terminal(out, err, surroundings)),
                arguments);
    }

    /** Runs a command line; the result is the exit code. */
    static int execute(Workbench bench, String... arguments) {
        int exitCode = attempt(bench, arguments);
        // What nobody could read is worth no exit code of a verdict.
        return bench.terminal().delivered() ? exitCode : ExitCode.HARNESS_ERROR;
    }

    private static int attempt(Workbench bench, String... arguments) {
        boolean verbose = List.of(arguments).contains("--verbose");
        try {
            return commandLine(bench).execute(arguments);
        } catch (RuntimeException | Error e) {
            return failed(e, bench.terminal(), verbose);
        }
    }

    /** Returns all commands, ready to be parsed. */
    static CommandLine commandLine(Workbench bench) {
        String program = bench.surroundings().program();
        CommandLine root = new CommandLine(new RootCommand(program))
                .addSubcommand(new RunCommand(bench))
                .addSubcommand(new TriageCommand(bench))
                .addSubcommand(new ReplayCommand(bench))
                .addSubcommand(new SweepCommand(bench))
                .addSubcommand(new SoakCommand(bench))
                .addSubcommand(new ExploreCommand(bench))
                .addSubcommand(new MergeCommand(bench))
                .addSubcommand(new LeagueCommand(bench))
                .addSubcommand(new ForeignCommand(bench))
                .addSubcommand(new ConformanceCommand(bench))
                .addSubcommand(new DivergencesCommand(bench))
                .addSubcommand(new ListCommand(bench))
                .addSubcommand(new ClasspathCommand(bench))
                .addSubcommand(new CompletionCommand(bench))
                .addSubcommand(new DoctorCommand(bench));
        root.getCommandSpec().version("pipefault " + Workbench.version());
        for (CommandLine command : root.getSubcommands().values()) {
            var usage = command.getCommandSpec().usageMessage();
            usage.footer(Stream.of(usage.footer())
                    .map(line -> line.replace(LAUNCHER, program))
                    .toArray(String[]::new));
        }
        Terminal terminal = bench.terminal();
        root.setOut(terminal.resultWriter());
        root.setErr(terminal.resultWriter());
        // An argument that begins with @ is ours to read.
        root.setExpandAtFiles(false);
        root.setUnmatchedOptionsAllowedAsOptionParameters(false);
        root.setUsageHelpWidth(USAGE_WIDTH);
        root.setUsageHelpAutoWidth(false);
        root.setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF));
        root.setParameterExceptionHandler((e, args) -> refused(ArgumentErrors.refusal(e), terminal));
        root.setExecutionExceptionHandler((e, line, parsed) -> {
            boolean verbose = parsed.originalArgs().contains("--verbose");
            return e instanceof Refused refused ? refused(refused, terminal) : failed(e, terminal, verbose);
        });
        return root;
    }

    private static int refused(Refused refused, Terminal terminal) {
        if (!refused.text().isEmpty()) {
            terminal.complain(refused.text());
        }
        return refused.exitCode();
    }

    private static int failed(Throwable e, Terminal terminal, boolean verbose) {
        String message = e.getMessage();
        terminal.complain("internal error: "
                + (message == null || message.isBlank()
                        ? e.getClass().getSimpleName()
                        : message.lines().findFirst().orElse(""))
                + (verbose ? "" : " (--verbose shows where)"));
        if (verbose) {
            terminal.stack(e);
        }
        return ExitCode.HARNESS_ERROR;
    }
}
