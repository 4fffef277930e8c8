package io.galena.gateway.signature;

import java.util.ArrayList;
import java.util.List;

/** The credential that a request names: whose key, and the day, region and service that its signature is good for. */
record CredentialScope(String accessKeyId, String day, String region, String service, String terminator) {
    private static final int ELEMENTS = 5;
    private static final String TERMINATOR = "aws4_request";

    static CredentialScope parse(String text) {
        // Like the service, without regard to trailing slashes.
        var elements = List.of(text.split("/", 0));
        if (elements.size() != ELEMENTS) {
            throw SignatureErrors.incomplete("Credential must have exactly 5 slash-delimited elements,"
                    + " e.g. keyid/date/region/service/term, got '" + text + "'");
        }
        return new CredentialScope(elements.get(0), elements.get(1), elements.get(2), elements.get(3), elements.get(4));
    }

    /** Refuses a scope of another region, service, or day than that of the signing time. */
    void requireScope(String expectedRegion, String expectedService, SigningTime time) {
        var problems = new ArrayList<String>();
        if (!region.equals(expectedRegion)) {
            problems.add("Credential should be scoped to a valid region, not '" + region + "'.");
        }
        if (!service.equals(expectedService)) {
            problems.add("Credential should be scoped to correct service: '" + expectedService + "'.");
        }
        if (!terminator.equals(TERMINATOR)) {
            problems.add("Credential should be scoped with a valid terminator: '" + TERMINATOR + "', not '" + terminator
                    + "'.");
        }
        if (!day.equals(time.day())) {
            problems.add("Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '"
                    + day + "' != '" + time.day() + "', from '" + time.text() + "'.");
        }
        if (!problems.isEmpty()) {
            throw SignatureErrors.invalid(String.join(" ", problems));
        }
    }

    /** The scope as it is signed. */
    String scope() {
        return day + "/" + region + "/" + service + "/" + terminator;
    }
}
