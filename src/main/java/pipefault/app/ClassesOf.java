package pipefault.app;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The names of the classes in JAR files and folders, for a hint; a look, not a search: of a large place not all. */
record ClassesOf(List<Path> places) {

    private static final int CLASSES_MAX = 20_000;
    private static final String SUFFIX = ".class";

    List<String> names() {
        List<String> names = new ArrayList<>();
        for (Path place : places) {
            try {
                if (Files.isDirectory(place)) {
                    collect(place, names);
                } else {
                    try (FileSystem jar = FileSystems.newFileSystem(place)) {
                        collect(jar.getPath("/"), names);
                    }
                }
            } catch (IOException e) {
                // A hint less; what is wrong with the place itself is told elsewhere.
                assert !Files.isDirectory(place) || names.size() < CLASSES_MAX : e;
            }
        }
        return names;
    }

    private static void collect(Path root, List<String> names) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            files.map(file -> root.relativize(file).toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .limit(CLASSES_MAX)
                    .map(name -> name.substring(0, name.length() - SUFFIX.length())
                            .replace('/', '.')
                            .replace('\\', '.'))
                    .forEach(names::add);
        }
    }
}
