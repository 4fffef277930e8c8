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
        results.add(new Figure(Part.TABLES, 10, "put", 3000, 0.7, 3.5, 1, 60.3, 0.02));
        results.write();

        assertThat(directory.resolve("growth.csv"))
                .content()
                .hasLineCount(4)
                .contains("items,1000,get,5000,0.500,2.250,0,40.1,0.02");
        assertThat(directory.resolve("growth-items.md")).content().hasLineCount(4);
        assertThat(directory.resolve("growth-tables.md")).content().hasLineCount(3);
        assertThat(Files.readString(directory.resolve("growth-items-server.svg")))
                .contains(">10,000</text>", ">get</text>");
        assertThat(directory.resolve("growth-tables-p50.svg")).exists();
    }

    @Test
    void itemsGrowToWhereTheyShould() {
        assertThat(Part.ITEMS.places(100_000)).containsExactly(1_000, 10_000, 100_000);
        assertThat(Part.INDEXES.places(1)).containsExactly(1, 2, 5, 10, 20);
        assertThat(Part.TABLES.data(3, 1024))
                .extracting(data -> data.items())
                .doesNotHaveDuplicates()
                .hasSize(3);
        assertThatThrownBy(() -> Part.named("shards")).hasMessage("There is no part shards");
    }
}
