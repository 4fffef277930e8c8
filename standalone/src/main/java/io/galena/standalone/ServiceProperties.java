package io.galena.standalone;

import io.galena.standalone.StandaloneProperties.Auth;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The services' own properties, as far as they follow from the options of standalone. */
final class ServiceProperties {
    private ServiceProperties() {}

    static Map<String, Object> of(StandaloneProperties options) {
        var properties = new LinkedHashMap<String, Object>();
        properties.put("galena.gateway.port", options.port());
        properties.put("galena.gateway.bind", options.bind());
        properties.put("galena.gateway.auth", options.auth().name().toLowerCase(Locale.ROOT));
        options.accessKey().ifPresent(key -> properties.put("galena.root.access-key", key));
        options.secretKey().ifPresent(secret -> properties.put("galena.root.secret-key", secret));
        if (options.port() != 0) {
            properties.put("galena.control-plane.endpoint", options.bind() + ":" + options.port());
        }
        return properties;
    }

    /** What counts unless something else is set: where anybody is let in, programs are tried out, and not held up by limits. */
    static Map<String, Object> defaults(StandaloneProperties options) {
        return Map.of("galena.storage.throttling", options.auth() == Auth.VERIFY);
    }
}
