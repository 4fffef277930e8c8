package io.galena.benchmarks.compare;

import io.galena.benchmarks.load.Distribution;
import io.galena.benchmarks.load.Measured;
import io.galena.benchmarks.load.Pace;
import io.galena.benchmarks.load.PreparedRequests;
import io.galena.benchmarks.load.Subject;
import io.galena.benchmarks.server.StartedServer;
import io.galena.benchmarks.workload.Dataset;
import io.galena.benchmarks.workload.Workload;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** A server that speaks DynamoDB's protocol. */
final class ServerContestant implements Contestant {
    private final String name;
    private final StartedServer server;
    private final Subject subject;
    private final Map<Workload, PreparedRequests> requests = new EnumMap<>(Workload.class);

    ServerContestant(String name, StartedServer server, Dataset data) {
        this.name = name;
        this.server = server;
        this.subject = new Subject(server.writer(), OptionalLong.of(server.pid()), data);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void makeTables(List<Workload> workloads) throws IOException, InterruptedException {
        subject.makeTables(workloads);
    }

    @Override
    public boolean knows(Workload workload) {
        return true;
    }

    @Override
    public Measured run(Workload workload, int connections, Duration duration)
            throws IOException, InterruptedException {
        var prepared = requests.get(workload);
        if (prepared == null) {
            // Those of one workload at a time: all of them would fill the memory of this process.
            requests.clear();
            prepared = subject.requests(workload, Distribution.USUAL);
            requests.put(workload, prepared);
        }
        return subject.run(prepared, new Pace.Closed(duration), connections, 1);
    }

    @Override
    public void close() {
        server.close();
    }
}
