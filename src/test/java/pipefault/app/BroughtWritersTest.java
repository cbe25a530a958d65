package pipefault.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Writers that were compiled outside of the project are judged by the command line. */
class BroughtWritersTest {

    private static final String FIRST = "com.example.FirstWriter$Factory";

    @TempDir
    private static Path classes;

    @TempDir
    private static Path others;

    @BeforeAll
    static void compile() throws IOException {
        OwnWriters.compile(OwnWriters.SOURCES, classes);
        // The sample writer, as somebody would copy it into a project of their own.
        String sample = Files.readString(Path.of("test", "java", "pipefault", "example", "SampleWriter.java"));
        Path copied = Files.writeString(
                others.resolve("SampleWriter.java"),
                sample.replace("package pipefault.example;", "package com.example;"));
        OwnWriters.compile(Path.of("test", "resources", "pipefault", "example", "odd"), others, copied);
    }

    private static Typed type(Path place, String subject, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--subject-path", place.toString(), "--subject", subject));
        return Typed.type(all.toArray(String[]::new));
    }

    @Test
    void one_command_judges_a_class_of_a_folder() {
        Typed typed = type(classes, FIRST, "run", "D1-deadlock/pending", "--kernel", "simulated");

        assertThat(typed.exitCode()).isEqualTo(ExitCode.FINDING);
        assertThat(typed.out())
                .contains("D1-deadlock  STUCK")
                .contains("Waited 3000 ms for write by owner to return, in vain.")
                .contains("replay --subject-path " + classes + " --subject '" + FIRST + "'");
        assertThat(typed.err()).isEmpty();
    }

    @Test
    void the_replay_line_of_a_report_works() {
        Typed run = type(classes, FIRST, "run", "D1-deadlock/pending", "--kernel", "simulated");
        String token = run.out()
                .lines()
                .filter(line -> line.contains("1.D1-deadlock"))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .findFirst()
                .orElseThrow();

        Typed replay = type(classes, FIRST, "replay", token, "--kernel", "simulated");

        assertThat(replay.out()).contains("verdict   STUCK").contains(token);
    }

    @Test
    void a_jar_that_names_a_service_needs_no_class(@TempDir Path folder) throws IOException {
        Path jar = folder.resolve("mine.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            out.putNextEntry(new JarEntry("META-INF/services/pipefault.scenario.SubjectFactory"));
            out.write("com.example.MyWriter\n".getBytes(StandardCharsets.UTF_8));
            out.putNextEntry(new JarEntry("com/example/MyWriter.class"));
            out.write(Files.readAllBytes(classes.resolve("com/example/MyWriter.class")));
        }

        Typed typed = Typed.type("run", "D4a-lost-error", "--kernel", "simulated", "--subject-path", jar.toString());

        assertThat(typed.exitCode()).isEqualTo(ExitCode.FINDING);
        assertThat(typed.out()).contains("mine").contains("a fresh subject accepted 12288 bytes");
    }

    @Test
    void a_search_with_worker_processes_knows_it_too() {
        Typed typed = type(classes, FIRST, "explore", "--bound", "0,1,0", "--workers", "2");

        assertThat(typed.exitCode()).as(typed.err()).isEqualTo(ExitCode.FINDING);
        assertThat(typed.out()).contains("plain/all-methods first: ").contains("STUCK");
    }

    @Test
    void a_sweep_knows_it_too() {
        Typed typed = type(classes, FIRST, "sweep", "D1-deadlock/pending", "--kernel", "simulated");

        assertThat(typed.exitCode()).isNotZero();
        assertThat(typed.out() + typed.err()).contains("first");
    }

    @Test
    void a_writer_that_never_makes_the_call_is_not_asked_the_question() {
        Typed typed = type(
                others, "com.example.OneEvent$Factory", "run", "D2b-sync-event", "--kernel", "simulated", "--verbose");

        assertThat(typed.out()).contains("NOT_APPLICABLE");
        assertThat(typed.exitCode()).as(typed.out()).isZero();
    }

    @Test
    void threads_that_are_not_the_platforms_are_told_of_with_what_to_do() {
        Typed typed =
                type(others, "com.example.OwnThreads$Factory", "run", "D1-deadlock/pending", "--kernel", "simulated");

        assertThat(typed.exitCode()).isEqualTo(ExitCode.FINDING);
        assertThat(typed.out())
                .contains("verdict   NOT_APPLICABLE")
                .contains("Threads that the platform did not start have called it")
                .contains("--kernel wine or native");
    }

    @Test
    void a_lock_of_its_own_is_told_of_with_what_it_costs() {
        Typed typed =
                type(others, "com.example.OwnLock$Factory", "run", "D1-deadlock/pending", "--kernel", "simulated");

        assertThat(typed.out()).contains("something outside of the platform, at com.example.OwnLock");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "com.example.MyWritr              | there is no class com.example.MyWritr      | did you mean com.example.MyWriter?",
                "MyWriter                         | there is no class MyWriter                 | did you mean",
                "com.example.FirstWriter          | opens no subjects                          | it is a Subject",
                "java.lang.String                 | opens no subjects                          | SubjectFactory is needed",
            })
    void a_class_that_cannot_be_used_is_refused(String name, String what, String hint) {
        Typed typed = type(classes, name, "run");

        assertThat(typed.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(typed.out()).isEmpty();
        assertThat(typed.err()).contains("--subject: ", what, hint).doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "com.example.Odd$Hidden    | no public constructor without parameters",
                "com.example.Odd$Throwing  | cannot be created: java.lang.IllegalStateException: not today",
                "com.example.Odd$Nameless  | a name has 1 to 40 characters",
                "com.example.Odd$Impostor  | there is one of that name already",
            })
    void a_factory_that_cannot_be_used_is_refused(String name, String what) {
        Typed typed = type(others, name, "run");

        assertThat(typed.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(typed.err()).contains("--subject: ", what).doesNotContain("\tat ");
    }

    @Test
    void a_place_that_is_none_is_refused(@TempDir Path folder) throws IOException {
        Path text = Files.writeString(folder.resolve("notes.txt"), "no classes");

        assertThat(Typed.type("run", "--subject-path", folder.resolve("nowhere").toString())
                        .err())
                .contains("--subject-path: there is no file or folder");
        assertThat(Typed.type("run", "--subject-path", text.toString()).err()).contains("is no JAR file");
        assertThat(Typed.type("run", "--subject-path", folder.toString()).err())
                .contains("names a factory; add one, or name the class with --subject");
        assertThat(Typed.type("run", "--subject", FIRST).err()).contains("--subject: needs --subject-path");
    }
}
