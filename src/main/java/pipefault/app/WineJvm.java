package pipefault.app;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import pipefault.scenario.HarnessError;

/** Starts this program again in a Windows JVM under Wine. */
final class WineJvm {

    /** How long the other process may take to end by itself once this one is told to. */
    private static final long GRACE_SECONDS = 5;

    /** Set for the other process: a file that it deletes when it has come to its end. */
    private static final String MARK = "pipefault.wine.mark";

    private final Surroundings surroundings;

    /** Where it is, once ci/wine-setup has said so. */
    private @Nullable String java;

    WineJvm(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /**
     * Prepares what is missing and runs the command; both write to this process's own streams.
     *
     * @return the exit code of the command
     * @throws Refused if the Windows JVM is not to be had
     * @throws HarnessError if it died: its exit code then says nothing about the command
     */
    int run(List<String> arguments) {
        Path mark = null;
        try {
            mark = Files.createTempFile("pipefault", ".running");
            // Control-C gets here too.
            mark.toFile().deleteOnExit();
            int exitCode = run(arguments, mark);
            if (Files.exists(mark)) {
                throw new HarnessError("the Windows JVM under Wine died, with exit code " + exitCode
                        + ", before the command had come to its end");
            }
            return exitCode;
        } catch (IOException e) {
            throw Refused.notAvailable("--kernel wine: the Windows JVM cannot be started: " + e.getMessage());
        } finally {
            delete(mark);
        }
    }

    /** Lets the process that has started this one know that this one has not died; does nothing elsewhere. */
    static void sayThatThisIsTheEnd() {
        String mark = System.getProperty(MARK);
        delete(mark == null ? null : Path.of(mark));
    }

    private static void delete(@Nullable Path mark) {
        try {
            if (mark != null) {
                Files.deleteIfExists(mark);
            }
        } catch (IOException e) {
            throw new HarnessError("the file " + mark + " cannot be deleted", e);
        }
    }

    /**
     * Prepares what is missing and returns the command that starts a main class there, for a process that is asked.
     *
     * @throws Refused if the Windows JVM is not to be had
     */
    List<String> worker(Class<?> main) {
        return worker(classPath(), main);
    }

    /** Returns the same with another class path. */
    List<String> worker(List<Path> classPath, Class<?> main) {
        return worker(classPath.stream().map(WineJvm::windowsPath).collect(Collectors.joining(";")), main);
    }

    private List<String> worker(String classPath, Class<?> main) {
        List<String> command = start();
        command.addAll(List.of("-Xmx256m", "-cp", classPath, main.getName()));
        return command;
    }

    private List<String> start() {
        List<String> command = new ArrayList<>();
        command.add(java());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
        command.add("-Dfile.encoding=UTF-8");
        return command;
    }

    private int run(List<String> arguments, Path mark) throws IOException {
        List<String> command = start();
        command.add("-D" + Surroundings.UNDER_WINE + "=true");
        command.add("-D" + MARK + "=" + windowsPath(mark));
        command.add("-D" + Surroundings.TERMINALS + "=" + terminals());
        if (surroundings.home() != null) {
            command.add("-D" + Surroundings.HOME + "=" + windowsPath(surroundings.home()));
        }
        command.addAll(List.of("-cp", classPath(), Main.class.getName()));
        command.addAll(arguments);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectInput(SetupScript.nothing())
                    .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            Thread hook = new Thread(() -> end(process), "end-wine");
            Runtime.getRuntime().addShutdownHook(hook);
            int exitCode = process.waitFor();
            forget(hook);
            return exitCode;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refused.notAvailable("--kernel wine: interrupted");
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException endingAnyway) {
            // The hook finds a process that has ended, and does nothing.
            return;
        }
    }

    /** Control-C on a terminal reaches both processes, and the other one then prints what it has. */
    private static void end(Process process) {
        try {
            if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                process.destroy();
                if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Returns the path of a java that starts the Windows JVM. */
    private synchronized String java() {
        String known = java;
        if (known == null) {
            known = setUp();
            java = known;
        }
        return known;
    }

    private String setUp() {
        SetupScript script = SetupScript.find(surroundings, SetupScript.WINE);
        if (script == null) {
            throw Refused.notAvailable(
                    "--kernel wine needs ci/wine-setup of the checkout; start this program as" + " ./pipefault there");
        }
        try {
            Process process = new ProcessBuilder(script.path().toString())
                    .redirectInput(SetupScript.nothing())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String path = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            int exitCode = process.waitFor();
            if (exitCode != 0) {
                throw Refused.alreadyTold(exitCode <= ExitCode.NOT_AVAILABLE ? exitCode : ExitCode.NOT_AVAILABLE);
            }
            return path;
        } catch (IOException e) {
            throw Refused.notAvailable("--kernel wine: " + script.path() + " cannot be started: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refused.notAvailable("--kernel wine: interrupted");
        }
    }

    private String terminals() {
        List<String> terminals = new ArrayList<>();
        if (surroundings.outTerminal()) {
            terminals.add("out");
        }
        if (surroundings.errTerminal()) {
            terminals.add("err");
        }
        return String.join(",", terminals);
    }

    private static String classPath() {
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            entries.add(windowsPath(Path.of(entry)));
        }
        return String.join(";", entries);
    }

    /** Names a file of this machine as Wine does: Z: is the root folder. */
    static String windowsPath(Path path) {
        return nameUnderWine(path.toAbsolutePath().normalize().toString());
    }

    /** Returns the name under Wine of a file of this machine; a name of Windows stays. */
    static String nameUnderWine(String name) {
        return name.startsWith("/") ? "Z:" + name.replace('/', '\\') : name;
    }

    /** Names a file as this machine does: what {@link #windowsPath} has made is undone, anything else stays. */
    static String ownPath(String name) {
        return name.startsWith("Z:\\") ? name.substring(2).replace('\\', '/') : name;
    }
}
