package io.galena.benchmarks.growth;

import java.util.Locale;

/**
 * What one operation cost at one place.
 *
 * @param place how much there was of what grows
 * @param serverMicros processor time of the server for one request, PostgreSQL included, in microseconds
 * @param others how many processors other processes kept busy meanwhile
 */
record Figure(
        Part part,
        int place,
        String operation,
        double perSecond,
        double p50Millis,
        double p99Millis,
        long errors,
        double serverMicros,
        double others) {
    static final String CSV_HEAD =
            "part,place,operation,requests_per_second,p50_ms,p99_ms,errors,server_us_per_request,others";

    String csv() {
        return String.format(
                Locale.ROOT,
                "%s,%d,%s,%.0f,%.3f,%.3f,%d,%.1f,%.2f",
                part.title(),
                place,
                operation,
                perSecond,
                p50Millis,
                p99Millis,
                errors,
                serverMicros,
                others);
    }
}
