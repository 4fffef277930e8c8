package io.galena.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * A start that only serves to let the JVM note which classes are needed (its AOT cache): a few requests as clients send them,
 * then the end. {@code bin/galena} does this after each build, with {@code --auth none}.
 */
final class Training {
    private static final String KEY = "\"TableName\": \"training\", \"Key\": {\"pk\": {\"S\": \"a\"}}";

    private Training() {}

    static boolean isRequested() {
        return Boolean.getBoolean("galena.training");
    }

    static void run(String endpoint) {
        call(endpoint, "CreateTable", """
                {"TableName": "training", "BillingMode": "PAY_PER_REQUEST",
                 "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}],
                 "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}]}""");
        call(endpoint, "PutItem", """
                {"TableName": "training", "Item": {"pk": {"S": "a"}, "n": {"N": "1"}},
                 "ConditionExpression": "attribute_not_exists(pk)"}""");
        call(endpoint, "UpdateItem", "{" + KEY + """
                , "UpdateExpression": "ADD n :one", "ExpressionAttributeValues": {":one": {"N": "1"}}}""");
        call(endpoint, "GetItem", "{" + KEY + "}");
        call(endpoint, "Query", """
                {"TableName": "training", "KeyConditionExpression": "pk = :a",
                 "ExpressionAttributeValues": {":a": {"S": "a"}}}""");
        call(endpoint, "Scan", "{\"TableName\": \"training\"}");
        call(endpoint, "DeleteItem", "{" + KEY + "}");
    }

    private static void call(String endpoint, String operation, String body) {
        try {
            var connection = (HttpURLConnection) URI.create(endpoint).toURL().openConnection();
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", "application/x-amz-json-1.0");
            connection.setRequestProperty("X-Amz-Target", "DynamoDB_20120810." + operation);
            connection.setRequestProperty(
                    "Authorization",
                    "AWS4-HMAC-SHA256 Credential=training/20260101/us-east-1/dynamodb/aws4_request,"
                            + " SignedHeaders=host, Signature=training");
            connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
            if (connection.getResponseCode() != 200) {
                throw new IllegalStateException(operation + " was answered " + connection.getResponseCode());
            }
            connection.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
