package io.galena.benchmarks.micro;

import io.galena.benchmarks.http.SignatureV4;
import io.galena.gateway.signature.SignatureVerifier;
import io.galena.gateway.signature.SignedRequest;
import io.galena.kit.security.Credential;
import io.galena.kit.security.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import org.openjdk.jmh.annotations.Benchmark;

/** What protects requests and answers: Signature Version 4 of the former, the checksum of the latter. */
public class SignatureBenchmark extends HotCode {
    private static final String REGION = "us-east-1";
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String DATE = "20260101T000000Z";
    private static final String TARGET = "DynamoDB_20120810.PutItem";
    private static final Credential CREDENTIAL = new Credential("galena", "000000000000", Secret.of("galena-secret"));

    private final SignatureVerifier verifier = new SignatureVerifier(_ -> Optional.of(CREDENTIAL), REGION, () -> NOW);
    private final SignedRequest request = signed();

    /** A request of a known credential, whose signing key of the day is known, too. */
    @Benchmark
    public Credential verify() {
        return verifier.verify(request);
    }

    /** As it goes into {@code x-amz-crc32}. */
    @Benchmark
    public long crc32() {
        var crc = new CRC32();
        crc.update(Samples.BYTES, 0, Samples.BYTES.length);
        return crc.getValue();
    }

    private static SignedRequest signed() {
        var signature =
                new SignatureV4(CREDENTIAL.accessKeyId(), CREDENTIAL.secret().reveal(), REGION);
        var host = "127.0.0.1:8000";
        var headers = Map.of(
                "host", host,
                "content-type", "application/x-amz-json-1.0",
                "x-amz-date", DATE,
                "x-amz-target", TARGET,
                "authorization", signature.header(host, TARGET, DATE, Samples.PUT));
        return new SignedRequest(
                "POST",
                "/",
                "",
                List.copyOf(headers.keySet()),
                name -> Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT))).stream()
                        .toList(),
                Samples.PUT);
    }
}
