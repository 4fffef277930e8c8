package io.galena.kafka;

import static io.galena.kafka.Clients.send;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Another JVM that has started a broker, has committed one transaction and begun another, and waits to be killed. */
final class ChildJvm {
    private final Process process;

    private ChildJvm(Process process) {
        this.process = process;
    }

    static ChildJvm start(Path directory) throws IOException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = output.readLine(); line != null; line = output.readLine()) {
                if (line.equals(Child.DONE)) {
                    return new ChildJvm(process);
                }
            }
            throw new IOException("The child did not start");
        }
    }

    /** Ends it with kill -9. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(10, TimeUnit.SECONDS);
    }

    /** What runs in the other JVM. */
    static final class Child {
        static final String DONE = "done";

        private Child() {}

        public static void main(String[] arguments) throws ExecutionException, InterruptedException {
            var kafka = EmbeddedKafka.start(Path.of(arguments[0]), Map.of());
            Clients.createTopic(kafka, "changes");
            var producer = Clients.transactional(kafka, "capture");
            producer.beginTransaction();
            send(producer, "changes", "committed");
            producer.commitTransaction();
            producer.beginTransaction();
            send(producer, "changes", "open");
            System.out.println(DONE);
            Thread.sleep(600_000);
        }
    }
}
