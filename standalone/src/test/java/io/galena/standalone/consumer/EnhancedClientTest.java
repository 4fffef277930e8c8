package io.galena.standalone.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galena.standalone.TestingGalena;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSecondaryPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSecondarySortKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSortKey;
import software.amazon.awssdk.enhanced.dynamodb.model.EnhancedGlobalSecondaryIndex;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.ReadBatch;
import software.amazon.awssdk.enhanced.dynamodb.model.WriteBatch;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** The enhanced client of the SDK for Java, its waiters and its paginators. */
class EnhancedClientTest {
    private static final String TABLE = "enhanced-client";
    private static final String INDEX = "by-year";
    private static final int SONGS = 40;

    @Test
    void beansAreKeptFoundAndChangedAsInDynamoDb() {
        try (var client = TestingGalena.shared(1).client()) {
            var enhanced =
                    DynamoDbEnhancedClient.builder().dynamoDbClient(client).build();
            var songs = enhanced.table(TABLE, TableSchema.fromBean(Song.class));
            create(client, songs);

            writeInBatches(enhanced, songs);
            readInPages(songs);
            readInBatches(enhanced, songs);
            change(songs);
            changeInTransactions(enhanced, songs);

            songs.deleteTable();
            assertThat(client.waiter()
                            .waitUntilTableNotExists(describe -> describe.tableName(TABLE))
                            .matched()
                            .exception())
                    .isPresent();
        }
    }

    private static void create(DynamoDbClient client, DynamoDbTable<Song> songs) {
        songs.createTable(table -> table.globalSecondaryIndices(EnhancedGlobalSecondaryIndex.builder()
                .indexName(INDEX)
                .projection(projection -> projection.projectionType(ProjectionType.ALL))
                .build()));
        var waited = client.waiter().waitUntilTableExists(describe -> describe.tableName(TABLE));
        assertThat(waited.matched().response().orElseThrow().table().globalSecondaryIndexes())
                .hasSize(1);
    }

    private static void writeInBatches(DynamoDbEnhancedClient enhanced, DynamoDbTable<Song> songs) {
        for (var from = 0; from < SONGS; from += 20) {
            var batch = WriteBatch.builder(Song.class).mappedTableResource(songs);
            IntStream.range(from, from + 20).mapToObj(EnhancedClientTest::song).forEach(batch::addPutItem);
            assertThat(enhanced.batchWriteItem(write -> write.writeBatches(batch.build()))
                            .unprocessedPutItemsForTable(songs))
                    .isEmpty();
        }
    }

    private static void readInPages(DynamoDbTable<Song> songs) {
        var bySinger = songs.query(query ->
                query.limit(7).queryConditional(QueryConditional.keyEqualTo(key -> key.partitionValue("singer-0"))));
        assertThat(bySinger.stream().count()).isEqualTo(3);
        assertThat(bySinger.items()).extracting(Song::getTitle).isSorted().hasSize(SONGS / 2);

        var byYear = songs.index(INDEX)
                .query(query -> query.limit(3)
                        .queryConditional(QueryConditional.sortBetween(
                                key -> key.partitionValue(1961).sortValue("song-01"),
                                key -> key.partitionValue(1961).sortValue("song-29"))));
        assertThat(byYear.stream().flatMap(page -> page.items().stream()))
                .extracting(Song::getTitle)
                .containsExactly(
                        "song-01", "song-05", "song-09", "song-13", "song-17", "song-21", "song-25", "song-29");
        assertThat(songs.scan(scan -> scan.limit(9)).items()).hasSize(SONGS);
    }

    private static void readInBatches(DynamoDbEnhancedClient enhanced, DynamoDbTable<Song> songs) {
        var batch = ReadBatch.builder(Song.class).mappedTableResource(songs);
        IntStream.range(0, SONGS).mapToObj(EnhancedClientTest::song).forEach(batch::addGetItem);
        assertThat(enhanced.batchGetItem(read -> read.readBatches(batch.build()))
                        .resultsForTable(songs))
                .hasSize(SONGS);
    }

    private static void change(DynamoDbTable<Song> songs) {
        var changed = song(1);
        changed.setTags(List.of("soul", "live"));
        assertThat(songs.updateItem(changed)).isEqualTo(changed);
        assertThat(songs.getItem(get -> get.key(key(1)).consistentRead(true))).isEqualTo(changed);
        assertThat(songs.deleteItem(key(0))).isEqualTo(song(0));
        assertThat(songs.getItem(key(0))).isNull();
    }

    private static void changeInTransactions(DynamoDbEnhancedClient enhanced, DynamoDbTable<Song> songs) {
        enhanced.transactWriteItems(write -> write.addPutItem(songs, song(50)).addDeleteItem(songs, key(2)));
        var found = enhanced.transactGetItems(
                read -> read.addGetItem(songs, key(50)).addGetItem(songs, key(2)));
        assertThat(found.getFirst().getItem(songs)).isEqualTo(song(50));
        assertThat(found.getLast().getItem(songs)).isNull();

        var missing = Expression.builder().expression("attribute_exists(title)").build();
        assertThatThrownBy(() -> enhanced.transactWriteItems(write -> write.addDeleteItem(songs, key(50))
                        .addConditionCheck(songs, check -> check.key(key(2)).conditionExpression(missing))))
                .isInstanceOf(TransactionCanceledException.class);
        assertThat(songs.getItem(key(50))).isEqualTo(song(50));
    }

    private static Song song(int number) {
        var song = new Song();
        song.setSinger("singer-" + number % 2);
        song.setTitle("song-%02d".formatted(number));
        song.setYear(1960 + number % 4);
        song.setTags(List.of("tag-" + number));
        return song;
    }

    private static Key key(int number) {
        var song = song(number);
        return Key.builder()
                .partitionValue(song.getSinger())
                .sortValue(song.getTitle())
                .build();
    }

    /** An item as applications map it. */
    @DynamoDbBean
    public static class Song {
        private String singer = "";
        private String title = "";
        private int year;
        private List<String> tags = List.of();

        @DynamoDbPartitionKey
        public String getSinger() {
            return singer;
        }

        public void setSinger(String singer) {
            this.singer = singer;
        }

        @DynamoDbSortKey
        @DynamoDbSecondarySortKey(indexNames = INDEX)
        public String getTitle() {
            return title;
        }

        public void setTitle(String title) {
            this.title = title;
        }

        @DynamoDbSecondaryPartitionKey(indexNames = INDEX)
        public int getYear() {
            return year;
        }

        public void setYear(int year) {
            this.year = year;
        }

        public List<String> getTags() {
            return tags;
        }

        public void setTags(List<String> tags) {
            this.tags = tags;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Song song
                    && singer.equals(song.singer)
                    && title.equals(song.title)
                    && year == song.year
                    && tags.equals(song.tags);
        }

        @Override
        public int hashCode() {
            return title.hashCode();
        }
    }
}
