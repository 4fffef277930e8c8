package io.galena.benchmarks.load;

import io.galena.benchmarks.http.Request;
import io.galena.benchmarks.http.RequestWriter;
import io.galena.benchmarks.server.Meter;
import io.galena.benchmarks.workload.Dataset;
import io.galena.benchmarks.workload.TableScan;
import io.galena.benchmarks.workload.Tables;
import io.galena.benchmarks.workload.Workload;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;

/**
 * A server under test, and its tables.
 *
 * @param pid its process, if that runs on this machine
 */
public record Subject(RequestWriter writer, OptionalLong pid, Dataset data) {
    private static final int SEED = 7;

    /** Makes and fills the tables that these workloads need. */
    public void makeTables(List<Workload> workloads) throws IOException, InterruptedException {
        var tables = new Tables(writer);
        if (workloads.stream().anyMatch(workload -> !workload.readsRows())) {
            tables.makeItems(data);
        }
        if (workloads.stream().anyMatch(Workload::readsRows)) {
            tables.makeRows(data);
        }
    }

    /** Drops the tables that these workloads need. */
    public void dropTables(List<Workload> workloads) throws IOException, InterruptedException {
        var tables = new Tables(writer);
        if (workloads.stream().anyMatch(workload -> !workload.readsRows())) {
            tables.drop(data.items());
        }
        if (workloads.stream().anyMatch(Workload::readsRows)) {
            tables.drop(data.rows());
        }
    }

    /** The requests of a workload, ready to be sent. */
    public PreparedRequests requests(Workload workload, Distribution distribution) throws IOException {
        return prepared(requests(workload, distribution, Workload.requests(data.count())));
    }

    /** The requests of a workload to the tables of all these subjects alike, which are on one server, ready to be sent. */
    public static PreparedRequests requestsOfAll(List<Subject> subjects, Workload workload) throws IOException {
        var requests = new ArrayList<Request>();
        for (var subject : subjects) {
            var most = Workload.requests(subject.data().count() * subjects.size());
            requests.addAll(subject.requests(workload, Distribution.USUAL, Math.max(1, most / subjects.size())));
        }
        if (subjects.size() > 1) {
            Collections.shuffle(requests, new Random(SEED));
        }
        return subjects.getFirst().prepared(requests);
    }

    private List<Request> requests(Workload workload, Distribution distribution, int wanted) throws IOException {
        var keys = distribution.keys(workload, data.count());
        var pages = workload.isScan() ? pages(workload.readsRows() ? data.rows() : data.items()) : List.of("");
        return workload.requests(data, keys, pages, new Random(SEED), wanted);
    }

    private PreparedRequests prepared(List<Request> requests) {
        return new PreparedRequests(requests, writer, InstantSource.system());
    }

    /** Sends requests and measures. */
    public Measured run(PreparedRequests requests, Pace pace, int connections, int threads)
            throws IOException, InterruptedException {
        requests.sign();
        // What that has left would otherwise be collected in the midst of the run, which may be shorter than that
        // takes.
        System.gc();
        var meter = Meter.start(pid);
        var outcome = new LoadRun(writer.endpoint(), connections, threads).run(requests, pace);
        return new Measured(outcome, meter.stop());
    }

    /** What all additions to counters have come to. */
    public long counters() throws IOException {
        return new TableScan(writer).counters(data.items());
    }

    private List<String> pages(String table) throws IOException {
        var pages = new TableScan(writer).pages(table);
        if (pages.isEmpty()) {
            throw new IllegalArgumentException("The table has no full page to scan: more items are needed");
        }
        return pages;
    }
}
