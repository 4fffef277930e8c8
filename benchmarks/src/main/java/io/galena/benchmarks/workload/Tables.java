package io.galena.benchmarks.workload;

import io.galena.benchmarks.http.Client;
import io.galena.benchmarks.http.RequestWriter;
import java.io.IOException;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Creates and drops tables. */
public final class Tables {
    private static final int LOOK_EVERY_MILLIS = 20;
    private static final String ATTRIBUTE = "{'AttributeName': 'i%d', 'AttributeType': 'S'}";
    private static final String INDEX = """
            {'IndexName': 'by-i%1$d', 'KeySchema': [{'AttributeName': 'i%1$d', 'KeyType': 'HASH'}],
             'Projection': {'ProjectionType': 'ALL'}}""";

    private final RequestWriter writer;

    public Tables(RequestWriter writer) {
        this.writer = writer;
    }

    /** Creates and fills the table of items, in the place of what there is. */
    public void makeItems(Dataset data) throws IOException, InterruptedException {
        drop(data.items());
        create(data.items(), """
                'AttributeDefinitions': [{'AttributeName': 'pk', 'AttributeType': 'S'}%s],
                'KeySchema': [{'AttributeName': 'pk', 'KeyType': 'HASH'}]%s
                """.formatted(
                        each(data, ATTRIBUTE, ", ", ""), each(data, INDEX, ", 'GlobalSecondaryIndexes': [", "]")));
        var random = new Random(data.count());
        new Filling(writer, data.itemBytes())
                .fill(data.items(), data.count(), number -> Dataset.itemKey(number) + data.indexed(random));
    }

    /** Creates and fills the table of rows, in the place of what there is. */
    public void makeRows(Dataset data) throws IOException, InterruptedException {
        drop(data.rows());
        create(data.rows(), """
                'AttributeDefinitions': [{'AttributeName': 'pk', 'AttributeType': 'S'},
                    {'AttributeName': 'sk', 'AttributeType': 'N'}],
                'KeySchema': [{'AttributeName': 'pk', 'KeyType': 'HASH'}, {'AttributeName': 'sk', 'KeyType': 'RANGE'}]
                """);
        new Filling(writer, data.itemBytes()).fill(data.rows(), data.count(), Dataset::rowKey);
    }

    /** Drops what there is of that name. */
    public void drop(String name) throws IOException, InterruptedException {
        try (var client = new Client(writer)) {
            for (var status = status(client, name); status != Status.ABSENT; status = status(client, name)) {
                if (status == Status.ACTIVE) {
                    client.call("DeleteTable", "{'TableName': '" + name + "'}");
                }
                Thread.sleep(LOOK_EVERY_MILLIS);
            }
        }
    }

    /**
     * Creates a table and waits until it can be used.
     *
     * @param json members of the request beside the name and the billing mode; quotes may be single ones
     */
    public void create(String name, String json) throws IOException, InterruptedException {
        try (var client = new Client(writer)) {
            client.call("CreateTable", "{'TableName': '" + name + "', 'BillingMode': 'PAY_PER_REQUEST', " + json + "}");
            while (status(client, name) != Status.ACTIVE) {
                Thread.sleep(LOOK_EVERY_MILLIS);
            }
        }
    }

    private static String each(Dataset data, String index, String before, String after) {
        return data.indexes() == 0
                ? ""
                : IntStream.range(0, data.indexes())
                        .mapToObj(index::formatted)
                        .collect(Collectors.joining(", ", before, after));
    }

    private static Status status(Client client, String name) throws IOException {
        try {
            var table = client.call("DescribeTable", "{'TableName': '" + name + "'}");
            var isActive = table.path("Table").path("TableStatus").asString("").equals("ACTIVE");
            return isActive ? Status.ACTIVE : Status.CHANGING;
        } catch (Client.RefusedException e) {
            if (String.valueOf(e.getMessage()).contains("ResourceNotFoundException")) {
                return Status.ABSENT;
            }
            throw e;
        }
    }

    /** The states of a table. */
    private enum Status {
        ABSENT,
        CHANGING,
        ACTIVE
    }
}
