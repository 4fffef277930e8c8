package io.galena.standalone.coverage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** A line of a resource: a first word, and the rest. Blank lines and those that begin with # are for people. */
public record ResourceLine(String word, String rest) {
    public static List<ResourceLine> read(String resource) {
        try (var stream = Objects.requireNonNull(ResourceLine.class.getResourceAsStream(resource), resource)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(ResourceLine::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ResourceLine parse(String line) {
        int space = line.indexOf(' ');
        if (space < 0) {
            throw new IllegalArgumentException("A line of one word only: " + line);
        }
        return new ResourceLine(
                line.substring(0, space), line.substring(space + 1).strip());
    }
}
