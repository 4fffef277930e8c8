package io.galena.benchmarks.load;

import io.galena.benchmarks.command.Options;
import io.galena.benchmarks.http.Authorization;
import io.galena.benchmarks.http.Endpoint;
import io.galena.benchmarks.http.RequestWriter;
import io.galena.benchmarks.http.SignatureV4;
import io.galena.benchmarks.workload.Dataset;
import io.galena.benchmarks.workload.Items;
import java.util.OptionalLong;
import java.util.Set;

/** What the options say of the server under test. The credential is Galena's usual one, unless they name another. */
final class SubjectOptions {
    private SubjectOptions() {}

    static Subject subject(Options options) {
        var endpoint = Endpoint.parse(options.text("endpoint", "http://127.0.0.1:8000"));
        var pid = options.text("pid").isPresent() ? OptionalLong.of(process(options)) : OptionalLong.empty();
        var data = Dataset.of(options.number("items", 10_000), options.number("item-bytes", Items.LEAST_BYTES));
        return new Subject(new RequestWriter(endpoint, authorization(options)), pid, data);
    }

    private static int process(Options options) {
        var pid = options.number("pid", 1);
        if (ProcessHandle.of(pid).isEmpty()) {
            throw new IllegalArgumentException("There is no process " + pid);
        }
        return pid;
    }

    private static Authorization authorization(Options options) {
        return options.choice("auth", "verify", Set.of("verify", "none")).equals("none")
                ? new Authorization.Unverified()
                : new SignatureV4(
                        options.text("access-key", "galena"),
                        options.text("secret-key", "galena-secret"),
                        options.text("region", "us-east-1"));
    }
}
