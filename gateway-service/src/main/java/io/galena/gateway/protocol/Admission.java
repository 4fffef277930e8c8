package io.galena.gateway.protocol;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.gateway.access.Authenticator;
import io.galena.gateway.route.AdmittedRequest;
import io.galena.gateway.route.OwningService;
import io.galena.kit.transport.BodyTooLargeException;
import io.galena.kit.transport.RequestBody;
import io.galena.kit.transport.Target;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Admits requests of clients: reads the body, finds the operation, verifies the caller, in DynamoDB's order. But of a large body
 * no more than the beginning is read when the head alone shows that the request will be refused: memory is for those who may
 * call.
 */
final class Admission {
    /** DynamoDB's limit, before and after decompression. */
    static final int MAX_BODY = 16 * 1024 * 1024;

    private final Authenticator authenticator;
    private final Duration bodyTimeout;

    Admission(Authenticator authenticator, Duration bodyTimeout) {
        this.authenticator = authenticator;
        this.bodyTimeout = bodyTimeout;
    }

    /**
     * Admits a request.
     *
     * @param room what the request takes, to be given back when it has been answered
     * @throws DynamoDbException if it is refused
     * @throws BodyRefusedException if it is refused before its body is read
     * @throws BodyTooLargeException if its body is
     * @throws IOException if the client fails to send it
     */
    AdmittedRequest admit(HttpServletRequest request, String requestId, AnswerForm form, RequestRoom room)
            throws IOException, BodyTooLargeException, BodyRefusedException {
        var raw = read(request, room.body());
        room.turn().begin();
        try {
            var target = target(request);
            var service = service(target);
            var caller = authenticator.authenticate(SignedRequests.of(request, raw), requestId);
            var body = decoded(request, raw, room.body());
            if (body.length == 0) {
                throw malformed();
            }
            return new AdmittedRequest(target.orElseThrow(), service, form.protocol(), body, caller, room.writer(form));
        } catch (DynamoDbException e) {
            // DynamoDB looks at the body before anything else. Here only what fails anyway is looked at twice.
            if (raw.length > 0
                    && contentEncoding(request).isEmpty()
                    && !form.protocol().format().isWellFormed(raw)) {
                throw malformed();
            }
            throw e;
        }
    }

    private byte[] read(HttpServletRequest request, BodyMemory.Share memory)
            throws IOException, BodyTooLargeException, BodyRefusedException {
        try {
            return RequestBody.read(request, MAX_BODY, bodyTimeout, (from, to) -> {
                if (from <= BodyMemory.SMALL && to > BodyMemory.SMALL) {
                    checkHead(request);
                }
                memory.allow(from, to);
            });
        } catch (DynamoDbException e) {
            throw new BodyRefusedException(e);
        }
    }

    private void checkHead(HttpServletRequest request) {
        service(target(request));
        authenticator.checkHead(SignedRequests.of(request, new byte[0]));
    }

    private static OwningService service(Optional<Target> target) {
        return target.flatMap(OwningService::of)
                .orElseThrow(() -> new DynamoDbException(
                        ErrorType.UNKNOWN_OPERATION,
                        target.map(Admission::notServed).orElse("")));
    }

    /** DynamoDB says nothing more; of Kinesis so little is served that it is worth a word. */
    private static String notServed(Target target) {
        return target.api() == Target.Api.KINESIS
                ? "Galena does not serve the operation " + target.operation() + " of Kinesis Data Streams."
                : "";
    }

    private static Optional<Target> target(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader(Target.HEADER))
                .flatMap(Target::parse)
                .filter(target -> target.api() != Target.Api.INTERNAL);
    }

    private static byte[] decoded(HttpServletRequest request, byte[] raw, BodyMemory.Share memory)
            throws BodyTooLargeException {
        var encoding = contentEncoding(request);
        if (encoding.isEmpty()) {
            return raw;
        }
        if (!encoding.get().equalsIgnoreCase("gzip")) {
            throw malformed();
        }
        try {
            return Gzip.decompress(raw, MAX_BODY, memory);
        } catch (IOException _) {
            throw malformed();
        }
    }

    private static Optional<String> contentEncoding(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader("Content-Encoding"))
                .filter(encoding -> !encoding.equalsIgnoreCase("identity"));
    }

    private static DynamoDbException malformed() {
        return new DynamoDbException(ErrorType.SERIALIZATION, "");
    }
}
