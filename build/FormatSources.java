import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks or applies the format of every module's Java sources: {@code java FormatSources.java check|apply <root>}. The build
 * runs it on the JDK that compiles, because the formatter reads sources with the parser of the JDK that it runs on, and
 * Maven's own JDK may be too old for them. Files older than the last run that found nothing to do are not looked at again.
 */
final class FormatSources {
    private static final Formatter FORMATTER = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .build());

    private FormatSources() {}

    public static void main(String[] arguments) throws IOException {
        var apply = arguments[0].equals("apply");
        var root = Path.of(arguments[1]);
        var stamp = root.resolve("target/formatted");
        var started = FileTime.fromMillis(System.currentTimeMillis());

        var misformatted = sources(root, lastModified(stamp)).stream()
                .filter(source -> !isFormatted(source, apply))
                .toList();

        if (!misformatted.isEmpty() && !apply) {
            misformatted.forEach(source -> System.err.println("Not formatted: " + root.relativize(source)));
            System.err.println("Format all sources with: mvn -q -N process-sources -Dformat=apply");
            System.exit(1);
        }
        Files.writeString(stamp, "");
        Files.setLastModifiedTime(stamp, started);
    }

    private static List<Path> sources(Path root, FileTime changedSince) throws IOException {
        try (var modules = Files.list(root)) {
            var found = new ArrayList<Path>();
            for (var module : modules.filter(path -> Files.isDirectory(path.resolve("src"))).toList()) {
                try (var files = Files.walk(module.resolve("src"))) {
                    files.filter(path -> path.toString().endsWith(".java"))
                            .filter(path -> lastModified(path).compareTo(changedSince) >= 0)
                            .forEach(found::add);
                }
            }
            return found;
        }
    }

    private static boolean isFormatted(Path source, boolean apply) {
        try {
            var text = Files.readString(source);
            var formatted = FORMATTER.formatSource(RemoveUnusedImports.removeUnusedImports(text));
            if (!formatted.equals(text) && apply) {
                Files.writeString(source, formatted);
            }
            return formatted.equals(text);
        } catch (FormatterException e) {
            System.err.println("The formatter cannot read " + source + ": " + e.getMessage());
            System.exit(1);
            throw new AssertionError(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileTime lastModified(Path path) {
        try {
            return Files.getLastModifiedTime(path);
        } catch (NoSuchFileException e) {
            return FileTime.fromMillis(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
