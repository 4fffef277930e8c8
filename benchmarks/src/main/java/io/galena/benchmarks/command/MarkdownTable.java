package io.galena.benchmarks.command;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table in Markdown whose lines are printed one by one: its columns have widths of their own. */
public final class MarkdownTable {
    private static final int LEAST_WIDTH = 9;

    private final List<String> titles;
    private final int words;

    /**
     * A table with these titles.
     *
     * @param words how many of the first columns hold words; the others hold numbers, aligned to the right
     */
    public MarkdownTable(List<String> titles, int words) {
        this.titles = List.copyOf(titles);
        this.words = words;
    }

    /** The first two lines. */
    public String head() {
        var rule = IntStream.range(0, titles.size())
                .mapToObj(column -> "-".repeat(width(column) - 1) + (column < words ? "-" : ":"))
                .toList();
        return row(titles) + "\n" + row(rule);
    }

    /** A line. */
    public String row(List<String> cells) {
        if (cells.size() != titles.size()) {
            throw new IllegalArgumentException(cells.size() + " cells for " + titles.size() + " columns");
        }
        return IntStream.range(0, cells.size())
                .mapToObj(column -> padded(cells.get(column), column))
                .collect(Collectors.joining(" | ", "| ", " |"));
    }

    private String padded(String cell, int column) {
        var blanks = " ".repeat(Math.max(0, width(column) - cell.length()));
        return column < words ? cell + blanks : blanks + cell;
    }

    private int width(int column) {
        return Math.max(LEAST_WIDTH, titles.get(column).length());
    }
}
