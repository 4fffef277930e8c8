package io.galena.controlplane.trigger;

import java.net.URI;
import java.net.URISyntaxException;

/** URLs that records can be sent to. */
final class FunctionUrl {
    /** The most characters. */
    static final int LONGEST = 2048;

    private static final int LAST_PORT = 65_535;

    private FunctionUrl() {}

    /** Whether it is an http or https URL of a host, not longer than {@link #LONGEST}. */
    static boolean isOne(String text) {
        try {
            var uri = new URI(text);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getPort() <= LAST_PORT
                    && text.length() <= LONGEST;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
