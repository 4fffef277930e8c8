package io.galena.gateway.signature;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The {@code Authorization} header of a signed request. */
final class AuthorizationHeader {
    static final String NAME = "Authorization";

    private AuthorizationHeader() {}

    /** Reads the header; what is missing in it is named in the error, all at once. */
    static Authentication parse(String header, SignedRequest request) {
        var parameters = parameters(header);
        var date = request.header("X-Amz-Date").or(() -> request.header("Date"));
        requireComplete(parameters, date, header);
        return new Authentication(
                algorithm(header),
                parameters.getOrDefault("Credential", ""),
                signedHeaders(parameters.getOrDefault("SignedHeaders", "")),
                parameters.getOrDefault("Signature", ""),
                date.orElse(""),
                Optional.empty(),
                request.header("X-Amz-Security-Token"));
    }

    /** The credential that the header names, whatever else it lacks. */
    static String credential(String header) {
        var credential = parameters(header).get("Credential");
        if (credential == null) {
            throw SignatureErrors.incomplete(
                    "Authorization header requires 'Credential' parameter. Authorization=" + header);
        }
        return credential;
    }

    static List<String> signedHeaders(String text) {
        return List.of(text.toLowerCase(Locale.ROOT).split(";", -1));
    }

    private static String algorithm(String header) {
        var text = header.strip();
        int space = text.indexOf(' ');
        return space < 0 ? text : text.substring(0, space);
    }

    /** What follows the algorithm: pairs, apart by commas, spaces or both. */
    private static Map<String, String> parameters(String header) {
        var parameters = new HashMap<String, String>();
        var text = header.strip();
        int start = algorithm(header).length();
        for (int i = start; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == ',' || text.charAt(i) == ' ') {
                if (i > start) {
                    put(parameters, text.substring(start, i), text);
                }
                start = i + 1;
            }
        }
        return parameters;
    }

    private static void put(Map<String, String> parameters, String pair, String header) {
        int equals = pair.indexOf('=');
        if (equals < 0) {
            throw SignatureErrors.incomplete("'" + pair
                    + "' not a valid key=value pair (missing equal-sign) in Authorization header: '" + header + "'.");
        }
        parameters.put(pair.substring(0, equals), pair.substring(equals + 1));
    }

    private static void requireComplete(Map<String, String> parameters, Optional<String> date, String header) {
        var message = new StringBuilder();
        for (var name : List.of("Credential", "Signature", "SignedHeaders")) {
            if (parameters.getOrDefault(name, "").isEmpty()) {
                message.append("Authorization header requires '").append(name).append("' parameter. ");
            }
        }
        if (date.isEmpty()) {
            message.append("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ");
        }
        if (!message.isEmpty()) {
            throw SignatureErrors.incomplete(message + "Authorization=" + header);
        }
    }
}
