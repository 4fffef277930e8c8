package io.galena.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.galena.controlplane.account.RootCredential;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Instant;

/**
 * A start that only serves to let the JVM note which classes are needed (its AOT cache): a few requests as clients send them,
 * signed, then the end. {@code bin/galena} does this after each build.
 */
final class Training {
    private static final String KEY = "\"TableName\": \"training\", \"Key\": {\"pk\": {\"S\": \"a\"}}";

    private final URI endpoint;
    private final TrainingSignature signature;

    private Training(URI endpoint, TrainingSignature signature) {
        this.endpoint = endpoint;
        this.signature = signature;
    }

    static boolean isRequested() {
        return Boolean.getBoolean("galena.training");
    }

    /** Sends the requests; fails if one is not served. */
    static void run(String endpoint, String region, RootCredential root) {
        new Training(URI.create(endpoint), new TrainingSignature(root, region)).run();
    }

    private void run() {
        call("CreateTable", """
                {"TableName": "training", "BillingMode": "PAY_PER_REQUEST",
                 "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}],
                 "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}]}""");
        call("ListTables", "{}");
        call("DescribeTable", "{\"TableName\": \"training\"}");
        call("PutItem", """
                {"TableName": "training", "Item": {"pk": {"S": "a"}, "n": {"N": "1"}},
                 "ConditionExpression": "attribute_not_exists(pk)"}""");
        call("UpdateItem", "{" + KEY + """
                , "UpdateExpression": "ADD n :one", "ExpressionAttributeValues": {":one": {"N": "1"}}}""");
        call("GetItem", "{" + KEY + "}");
        call("Query", """
                {"TableName": "training", "KeyConditionExpression": "pk = :a",
                 "ExpressionAttributeValues": {":a": {"S": "a"}}}""");
        call("Scan", "{\"TableName\": \"training\"}");
        call("DeleteItem", "{" + KEY + "}");
        call("DeleteTable", "{\"TableName\": \"training\"}");
    }

    private void call(String operation, String request) {
        var body = request.getBytes(UTF_8);
        try {
            var connection = (HttpURLConnection) endpoint.toURL().openConnection();
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", "application/x-amz-json-1.0");
            signature
                    .headers(endpoint.getAuthority(), "DynamoDB_20120810." + operation, body, Instant.now())
                    .forEach(connection::setRequestProperty);
            connection.getOutputStream().write(body);
            if (connection.getResponseCode() != 200) {
                throw new IllegalStateException(operation + " was answered " + connection.getResponseCode());
            }
            connection.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
