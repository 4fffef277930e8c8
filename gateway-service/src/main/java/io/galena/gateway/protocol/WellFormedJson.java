package io.galena.gateway.protocol;

import io.galena.dynamodb.value.DynamoJson;
import tools.jackson.core.JacksonException;
import tools.jackson.core.ObjectReadContext;

/** Tells JSON from what is none. */
final class WellFormedJson {
    private WellFormedJson() {}

    static boolean test(byte[] body) {
        try (var parser = DynamoJson.factory().createParser(ObjectReadContext.empty(), body)) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (JacksonException _) {
            return false;
        }
    }
}
