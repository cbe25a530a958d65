package pipefault.app;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import pipefault.fault.Spelling;
import pipefault.scenario.Subject;
import pipefault.scenario.SubjectFactory;

/**
 * Where writers that are not ours lie, and who opens them.
 *
 * @param places JAR files and folders with classes
 * @param factory the class that opens them; null for those that the places name as services
 */
record SubjectPath(List<Path> places, @Nullable String factory) {

    /** No writers but ours. */
    static final SubjectPath NONE = new SubjectPath(List.of(), null);

    private static final String PATH = "--subject-path";
    private static final String CLASS = "--subject";
    private static final String SERVICE = "META-INF/services/" + SubjectFactory.class.getName();
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,40}");

    /** Copies the list. */
    SubjectPath {
        places = List.copyOf(places);
    }

    /** Reads what a user has typed; changes nothing and loads nothing. */
    static SubjectPath of(List<String> names, @Nullable String factory) {
        if (names.isEmpty() && factory != null) {
            throw Refused.badInput(
                    CLASS + ": needs " + PATH + ", the JAR file or folder in which " + factory + " lies");
        }
        List<Path> places = new ArrayList<>();
        for (String name : names) {
            Path place = FileProblem.path(PATH, name);
            if (!Files.exists(place)) {
                throw Refused.badInput(PATH + ": there is no file or folder " + place + " (looked in "
                        + place.toAbsolutePath().getParent() + ")");
            }
            if (!Files.isDirectory(place)) {
                requireJar(place);
            }
            places.add(place);
        }
        return new SubjectPath(places, factory);
    }

    private static void requireJar(Path file) {
        try (ZipFile opened = new ZipFile(file.toFile())) {
            assert opened.size() >= 0;
        } catch (ZipException e) {
            throw Refused.badInput(
                    PATH + ": " + file + " is no JAR file; a JAR file or a folder with classes is needed");
        } catch (IOException e) {
            throw Refused.badInput(PATH + ": " + file + " cannot be read: " + e.getMessage());
        }
    }

    boolean isEmpty() {
        return places.isEmpty();
    }

    /** Returns the options that say the same to another process of this machine. */
    List<String> options() {
        return options(Path::toString);
    }

    /** Returns the options that say the same to a process under Wine. */
    List<String> optionsUnderWine() {
        return options(WineJvm::windowsPath);
    }

    /** Returns the options as the user has typed them, on this side of Wine. */
    String typed() {
        StringBuilder typed = new StringBuilder();
        for (String word : options(place -> WineJvm.ownPath(place.toString()))) {
            // Shells leave nothing else alone; double quotes mean the same to all of them, but for the dollar of Unix.
            boolean plain = word.matches("[A-Za-z0-9_./:\\\\-]+");
            typed.append(' ').append(plain ? word : word.contains("$") ? "'" + word + "'" : '"' + word + '"');
        }
        return typed.toString();
    }

    private List<String> options(Function<Path, String> spelled) {
        List<String> options = new ArrayList<>();
        for (Path place : places) {
            options.addAll(List.of(PATH, spelled.apply(place)));
        }
        if (factory != null) {
            options.addAll(List.of(CLASS, factory));
        }
        return options;
    }

    /**
     * Loads the factories; their code runs from here on.
     *
     * @param taken names that have a meaning already
     * @throws Refused if there is none, or one cannot be used
     */
    List<SubjectFactory> load(Set<String> taken) {
        if (isEmpty()) {
            return List.of();
        }
        ClassLoader loader = new URLClassLoader(urls(), SubjectFactory.class.getClassLoader());
        List<SubjectFactory> found = factory == null ? services(loader) : List.of(named(factory, loader));
        Set<String> names = new HashSet<>(taken);
        for (SubjectFactory each : found) {
            requireName(each, names);
        }
        return found;
    }

    private URL[] urls() {
        List<URL> urls = new ArrayList<>();
        for (Path place : places) {
            try {
                urls.add(place.toUri().toURL());
            } catch (MalformedURLException e) {
                throw Refused.badInput(PATH + ": " + place + " has a name that no class loader takes");
            }
        }
        return urls.toArray(URL[]::new);
    }

    private List<SubjectFactory> services(ClassLoader loader) {
        List<SubjectFactory> found = new ArrayList<>();
        try {
            for (SubjectFactory each : ServiceLoader.load(SubjectFactory.class, loader)) {
                if (each.getClass().getClassLoader() == loader) {
                    found.add(each);
                }
            }
        } catch (ServiceConfigurationError | LinkageError e) {
            throw Refused.badInput(PATH + ": a factory that " + SERVICE + " names cannot be used: " + reason(e));
        }
        if (found.isEmpty()) {
            throw Refused.badInput(
                    PATH + ": no file " + SERVICE + " there names a factory; add one, or name the class with " + CLASS);
        }
        return found;
    }

    private SubjectFactory named(String name, ClassLoader loader) {
        Class<?> loaded = loaded(name, loader);
        if (!SubjectFactory.class.isAssignableFrom(loaded)) {
            String hint = Subject.class.isAssignableFrom(loaded)
                    ? "it is a Subject; what opens it is needed, a " + SubjectFactory.class.getName()
                    : "a " + SubjectFactory.class.getName() + " is needed";
            throw Refused.badInput(CLASS + ": " + name + " opens no subjects; " + hint);
        }
        try {
            return (SubjectFactory) loaded.getConstructor().newInstance();
        } catch (NoSuchMethodException | IllegalAccessException | InstantiationException e) {
            throw Refused.badInput(
                    CLASS + ": " + name + " has no public constructor without parameters, or is not public itself");
        } catch (InvocationTargetException | LinkageError e) {
            throw Refused.badInput(CLASS + ": " + name + " cannot be created: " + reason(e));
        }
    }

    private Class<?> loaded(String name, ClassLoader loader) {
        try {
            return Class.forName(name, true, loader);
        } catch (ClassNotFoundException e) {
            throw unknown(name);
        } catch (UnsupportedClassVersionError e) {
            throw Refused.badInput(CLASS + ": " + name + " was compiled for a newer Java than this one, "
                    + Runtime.version().feature());
        } catch (LinkageError e) {
            throw Refused.badInput(CLASS + ": " + name + " cannot be loaded: " + reason(e));
        }
    }

    private Refused unknown(String name) {
        List<String> known = new ClassesOf(places).names();
        String hint = known.stream()
                .filter(each -> each.endsWith("." + name) || each.endsWith("$" + name))
                .findFirst()
                .or(() -> Spelling.nearest(name, known))
                .map(near -> "did you mean " + near + "?")
                .orElse(known.isEmpty() ? "no class at all lies there" : "a full name is needed, with its package");
        return Refused.badInput(CLASS + ": there is no class " + name + " in "
                + String.join(", ", places.stream().map(Path::toString).toList()) + "\n  " + hint);
    }

    private static String reason(Throwable e) {
        Throwable cause = Optional.ofNullable(e.getCause()).orElse(e);
        return cause.toString().lines().findFirst().orElse("");
    }

    private static void requireName(SubjectFactory factory, Set<String> taken) {
        String where = factory.getClass().getName();
        String name;
        try {
            name = String.valueOf(factory.name());
        } catch (RuntimeException | LinkageError e) {
            throw Refused.badInput(CLASS + ": name() of " + where + " fails: " + reason(e));
        }
        if (!NAME.matcher(name).matches()) {
            throw Refused.badInput(CLASS + ": name() of " + where + " answers '" + name
                    + "'; a name has 1 to 40 characters of A-Z a-z 0-9 _ and -");
        }
        if (!taken.add(name)) {
            throw Refused.badInput(
                    CLASS + ": name() of " + where + " answers '" + name + "', and there is one of that name already");
        }
    }
}
