package pipefault.app;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.util.Map;
import java.util.Properties;

/** A command line that was typed, and what came of it. */
record Typed(int exitCode, String out, String err) {

    /** Runs it in this process, on the kernels that it really has. */
    static Typed type(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Main.execute(arguments, new PrintWriter(out, true), new PrintWriter(err, true));
        return new Typed(exitCode, out.toString(), err.toString());
    }

    /** Runs it on other kernels, as a user of Linux. */
    static Typed typeOn(Kernels kernels, String... arguments) {
        return typeOn(kernels, onLinux(), arguments);
    }

    /** Runs it on other kernels in other surroundings. */
    static Typed typeOn(Kernels kernels, Surroundings surroundings, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Terminal terminal = new Terminal(new PrintWriter(out, true), new PrintWriter(err, true), surroundings);
        int exitCode = Main.execute(new Workbench(Catalogue.ofDefects(), kernels, surroundings, terminal), arguments);
        return new Typed(exitCode, out.toString(), err.toString());
    }

    /** A workbench on which nothing can be run, for a user of Linux. */
    static Workbench bench() {
        Terminal nowhere = new Terminal(Writer.nullWriter(), Writer.nullWriter(), onLinux());
        return new Workbench(Catalogue.ofDefects(), FakeKernels.asExpected(), onLinux(), nowhere);
    }

    static Surroundings onLinux() {
        return surroundings("Linux", Map.of());
    }

    static Surroundings surroundings(String os, Map<String, String> environment, String... properties) {
        Properties all = new Properties();
        all.setProperty("os.name", os);
        all.setProperty("os.version", "1");
        all.setProperty("os.arch", "amd64");
        for (int i = 0; i < properties.length; i += 2) {
            all.setProperty(properties[i], properties[i + 1]);
        }
        return Surroundings.of(all, environment);
    }
}
