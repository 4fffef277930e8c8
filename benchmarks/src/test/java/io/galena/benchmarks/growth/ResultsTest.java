package io.galena.benchmarks.growth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {
    @TempDir
    private Path directory;

    @Test
    void figuresAreWrittenAsCsvAsTablesAndAsPlots() throws IOException {
        var results = new Results(directory);
        results.add(new Figure(Part.ITEMS, 1000, "get", 5000, 0.5, 2.25, 0, 40.1, 0.02));
        results.add(new Figure(Part.ITEMS, 10_000, "get", 4900, 0.6, 2.5, 0, 41.2, 0.02));
        results.add(new Figure(Part.TABLES, 10, "put", 3000, 0.7, 3.5, 0, 60.3, 0.02));
        results.write();

        assertThat(directory.resolve("growth-tables.csv")).content().hasLineCount(2);
        assertThat(directory.resolve("growth-items.csv"))
                .content()
                .hasLineCount(3)
                .contains("items,1000,get,5000,0.500,2.250,0,40.1,0.02");
        assertThat(directory.resolve("growth-items.md")).content().hasLineCount(4);
        assertThat(directory.resolve("growth-tables.md")).content().hasLineCount(3);
        assertThat(Files.readString(directory.resolve("growth-items-server.svg")))
                .contains(">10,000</text>", ">get</text>");
        assertThat(directory.resolve("growth-tables-p50.svg")).exists();
    }

    @Test
    void whatFailedIsInNoPlot() throws IOException {
        var results = new Results(directory);
        results.add(new Figure(Part.SIZES, 256, "update", 120, 200, 400, 0, 9000, 0.02));
        results.add(new Figure(Part.SIZES, 400, "update", 0, 0, 0, 20_000, 1700, 0.02));
        results.write();

        assertThat(directory.resolve("growth-sizes.md")).content().contains("20000");
        assertThat(directory.resolve("growth-sizes-server.svg"))
                .content()
                .contains(">256</text>")
                .doesNotContain(">400</text>");
    }

    @Test
    void whatAnEarlierRunHasWrittenOfOtherPartsStays() throws IOException {
        var earlier = new Results(directory);
        earlier.add(new Figure(Part.ITEMS, 1000, "get", 5000, 0.5, 2.25, 0, 40.1, 0.02));
        earlier.write();
        var later = new Results(directory);
        later.add(new Figure(Part.SIZES, 1, "get", 5000, 0.5, 2.25, 0, 40.1, 0.02));
        later.write();

        assertThat(directory.resolve("growth-items.csv")).content().hasLineCount(2);
    }

    @Test
    void itemsGrowToWhereTheyShould() {
        assertThat(Part.ITEMS.places(100_000)).containsExactly(1_000, 10_000, 100_000);
        assertThat(Part.INDEXES.places(1)).containsExactly(1, 2, 5, 10, 20);
        assertThat(Part.TABLES.data(10, 1024)).allMatch(data -> data.count() == 10_000);
        assertThat(Part.SIZES.data(400, 1024)).allMatch(data -> data.itemBytes() < 400 * 1024);
        assertThat(Part.TABLES.data(10, 1024))
                .extracting(data -> data.items())
                .doesNotHaveDuplicates()
                .hasSize(10);
        assertThatThrownBy(() -> Part.named("shards")).hasMessage("There is no part shards");
    }
}
