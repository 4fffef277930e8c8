package io.galena.gateway.route;

import java.io.IOException;

/** No connection to the service could be opened, so it has surely not seen the request. */
final class ServiceUnreachableException extends IOException {
    private static final long serialVersionUID = 1L;

    ServiceUnreachableException(IOException cause) {
        super("The service cannot be reached", cause);
    }
}
