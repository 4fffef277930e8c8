package io.galena.standalone.sdk;

import static io.galena.standalone.sdk.Refusals.assertInvalid;
import static io.galena.standalone.sdk.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.Tag;

/** Tags of tables. */
@OnEveryEndpoint
class TagsTest {
    private final Endpoint endpoint;
    private final DynamoDbClient client;
    private String arn = "";

    TagsTest(Endpoint endpoint) {
        this.endpoint = endpoint;
        this.client = endpoint.client();
    }

    @BeforeEach
    void makeATableWithATag() {
        arn = endpoint.arn(endpoint.newTable(request -> {
            TableShape.PLAIN.define(request);
            request.tags(tag("first", "1"));
        }));
    }

    @Test
    void tagsAreAddedReplacedAndRemoved() {
        client.tagResource(request -> request.resourceArn(arn).tags(tag("first", "2"), tag("second", "")));
        assertThat(tags()).containsExactlyInAnyOrder(tag("first", "2"), tag("second", ""));

        client.untagResource(request -> request.resourceArn(arn).tagKeys("first", "unknown"));
        assertThat(tags()).containsExactly(tag("second", ""));
    }

    @Test
    void manyTagsAreListedPageByPage() {
        var many = IntStream.range(0, 49).mapToObj(i -> tag("t" + i, "v" + i)).toList();

        client.tagResource(request -> request.resourceArn(arn).tags(many));

        assertThat(tags()).hasSize(50).containsAll(many);
        assertThat(Refusals.refusal(() -> client.tagResource(
                                request -> request.resourceArn(arn).tags(tag("one-more", ""))))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void tagsBelongToATableThatExists() {
        var missing = arn + "-missing";

        assertRefused(
                () -> client.listTagsOfResource(request -> request.resourceArn(missing)),
                "ResourceNotFoundException",
                "Requested resource not found: ResourcArn: " + missing + " not found");
        assertInvalid(
                () -> client.listTagsOfResource(request -> request.resourceArn("no-arn")),
                "Invalid TableArn: Invalid ResourceArn provided as input no-arn");
    }

    private List<Tag> tags() {
        var all = new ArrayList<Tag>();
        var token = Optional.<String>empty();
        do {
            var from = token.orElse(null);
            var page = client.listTagsOfResource(
                    request -> request.resourceArn(arn).nextToken(from));
            all.addAll(page.tags());
            token = Optional.ofNullable(page.nextToken());
        } while (token.isPresent());
        return all;
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
