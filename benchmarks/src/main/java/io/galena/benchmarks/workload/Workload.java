package io.galena.benchmarks.workload;

import io.galena.benchmarks.http.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** A kind of load. */
public enum Workload {
    /** PutItem of a whole item that replaces another. */
    PUT,
    /** GetItem, eventually consistent. */
    GET,
    /** GetItem, strongly consistent. */
    GET_STRONG,
    /** UpdateItem that adds 1 to a counter. */
    UPDATE,
    /** Query of the ten items of a partition key. */
    QUERY,
    /** BatchWriteItem of 25 items. */
    BATCH_WRITE,
    /** BatchGetItem of 25 items. */
    BATCH_GET,
    /** TransactWriteItems of 4 actions. */
    TRANSACT,
    /** Scan of a full page. */
    SCAN,
    /** Strongly consistent Scan of a full page of the table that the others write to. */
    SCAN_ITEMS,
    /** One half reads, the other updates. */
    YCSB_A,
    /** 95 percent reads, the rest updates. */
    YCSB_B,
    /** Reads. */
    YCSB_C;

    private static final int USUAL_REQUESTS = 20_000;
    /** What servers answer in 20 seconds, so that none comes twice in a warm-up and a run. */
    private static final int MOST_REQUESTS = 400_000;

    private static final long MOST_BYTES = 300L << 20;
    private static final int MOST_SCANS = 4;

    /** The workload of a name such as batch-get. */
    public static Workload named(String name) {
        try {
            return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("There is no workload " + name, e);
        }
    }

    /** The name on the command line and in tables. */
    public String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether items are picked as YCSB does, unless another distribution is asked for. */
    public boolean isZipfian() {
        return this == YCSB_A || this == YCSB_B || this == YCSB_C;
    }

    /** Whether it reads the table of rows, and not that of items. */
    public boolean readsRows() {
        return this == QUERY || this == SCAN;
    }

    /** How many connections make sense of so many: more scans at once only wait. */
    public int connections(int wanted) {
        return isScan() ? Math.min(wanted, MOST_SCANS) : wanted;
    }

    /** Whether it takes the pages of its table in turn. */
    public boolean isScan() {
        return this == SCAN || this == SCAN_ITEMS;
    }

    /** How many different requests make sense: with more items than these ask for, it would be those that are measured. */
    public static int requests(int items) {
        return Math.clamp(2L * items, USUAL_REQUESTS, MOST_REQUESTS);
    }

    /**
     * Requests to be sent again and again, fewer than wanted if they are large, or if there are not as many.
     *
     * @param pages the start keys of full pages of the table that is scanned, as JSON; the first is empty
     */
    public List<Request> requests(Dataset data, Keys keys, List<String> pages, Random random, int wanted) {
        var from = new RequestMaker(data, keys, pages, random);
        var most = switch (this) {
            case TRANSACT -> Math.min(wanted, data.count() / RequestMaker.TRANSACTION);
            case SCAN, SCAN_ITEMS -> pages.size();
            case PUT, GET, GET_STRONG, UPDATE, QUERY, BATCH_WRITE, BATCH_GET, YCSB_A, YCSB_B, YCSB_C -> wanted;
        };
        var requests = new ArrayList<Request>();
        var bytes = 0L;
        while (requests.size() < most && bytes < MOST_BYTES) {
            var request = request(from);
            requests.add(request);
            bytes += request.body().length;
        }
        return requests;
    }

    private Request request(RequestMaker maker) {
        return switch (this) {
            case PUT -> maker.put();
            case GET -> maker.get();
            case GET_STRONG -> maker.strongGet();
            case UPDATE -> maker.add();
            case QUERY -> maker.query();
            case BATCH_WRITE -> maker.batchWrite();
            case BATCH_GET -> maker.batchGet();
            case TRANSACT -> maker.transaction();
            case SCAN -> maker.scan();
            case SCAN_ITEMS -> maker.scanItems();
            case YCSB_A -> maker.mixed(0.5);
            case YCSB_B -> maker.mixed(0.95);
            case YCSB_C -> maker.mixed(1);
        };
    }
}
