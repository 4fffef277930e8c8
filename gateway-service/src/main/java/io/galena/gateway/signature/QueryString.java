package io.galena.gateway.signature;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The parameters of a query string, decoded, in the order sent. */
record QueryString(List<Parameter> parameters) {
    private static final QueryString EMPTY = new QueryString(List.of());

    record Parameter(String name, String value) {}

    static QueryString parse(String text) {
        if (text.isEmpty()) {
            return EMPTY;
        }
        var parameters = new ArrayList<Parameter>();
        int start = 0;
        while (start <= text.length()) {
            int end = text.indexOf('&', start);
            end = end < 0 ? text.length() : end;
            if (end > start) {
                int equals = text.indexOf('=', start);
                equals = equals < 0 || equals > end ? end : equals;
                parameters.add(new Parameter(
                        PercentCoding.decode(text.substring(start, equals)),
                        PercentCoding.decode(text.substring(Math.min(equals + 1, end), end))));
            }
            start = end + 1;
        }
        return new QueryString(parameters);
    }

    Optional<String> find(String name) {
        for (var parameter : parameters) {
            if (parameter.name().equals(name)) {
                return Optional.of(parameter.value());
            }
        }
        return Optional.empty();
    }

    /** The form that is signed: encoded anew, sorted, without the signature itself. */
    String canonical() {
        return parameters.isEmpty() ? "" : sorted();
    }

    private String sorted() {
        var encoded = parameters.stream()
                .filter(parameter -> !parameter.name().equals(PresignedQuery.SIGNATURE))
                .map(parameter -> new Parameter(
                        PercentCoding.encode(parameter.name(), ""), PercentCoding.encode(parameter.value(), "")))
                .sorted(Comparator.comparing(Parameter::name).thenComparing(Parameter::value))
                .map(parameter -> parameter.name() + "=" + parameter.value())
                .toList();
        return String.join("&", encoded);
    }
}
