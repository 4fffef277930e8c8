package io.galena.stream.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.galena.kafka.testing.TestingKafka;
import io.galena.kit.catalog.StreamShardDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DescribeStreamTest {
    private final StreamInKafka stream = new StreamInKafka(TestingKafka.bootstrapServers());

    @AfterEach
    void close() {
        stream.close();
    }

    @Test
    void childrenAreThoseOfTheShardAskedForAlone() {
        var first = stream.addShard(0, Optional.empty());
        var second = stream.addShard(1, Optional.empty());
        var children = List.of(
                stream.addShard(0, Optional.of(first)),
                stream.addShard(2, Optional.of(first)),
                stream.addShard(3, Optional.of(first)));
        var other = stream.addShard(1, Optional.of(second));

        assertThat(describe(Optional.of(first.id()), Optional.empty(), 100).shards())
                .isEqualTo(children);
        assertThat(describe(Optional.of(second.id()), Optional.empty(), 100).shards())
                .containsExactly(other);
        assertThat(describe(Optional.of(other.id()), Optional.empty(), 100).shards())
                .isEmpty();
    }

    @Test
    void childrenArePagedToo() {
        var parent = stream.addShard(0, Optional.empty());
        var stranger = stream.addShard(1, Optional.empty());
        var children = IntStream.range(0, 5)
                .mapToObj(n -> stream.addShard(n, Optional.of(parent)))
                .toList();

        assertThat(pages(Optional.of(parent.id()), 2))
                .containsExactly(children.subList(0, 2), children.subList(2, 4), children.subList(4, 5));
        assertThat(children).doesNotContain(stranger);
    }

    @Test
    void aPageHasAHundredShardsAtMost() {
        var all = IntStream.range(0, 150)
                .mapToObj(_ -> stream.addShard(0, Optional.empty()))
                .toList();

        assertThat(pages(Optional.empty(), 100)).containsExactly(all.subList(0, 100), all.subList(100, 150));
    }

    private List<List<StreamShardDescriptor>> pages(Optional<String> parent, long limit) {
        var pages = new ArrayList<List<StreamShardDescriptor>>();
        var last = Optional.<String>empty();
        do {
            var page = describe(parent, last, limit);
            pages.add(page.shards());
            last = page.last();
        } while (last.isPresent());
        return pages;
    }

    private DescribeStream.Answer describe(Optional<String> parent, Optional<String> after, long limit) {
        return stream.describeStream.handle(
                new DescribeStream.Request(stream.arn(), after, parent, limit), StreamInKafka.CALLER);
    }
}
