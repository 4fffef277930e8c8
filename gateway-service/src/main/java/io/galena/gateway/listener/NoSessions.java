package io.galena.gateway.listener;

import org.eclipse.jetty.ee11.servlet.SessionHandler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Looks for no session in a request: nothing here has one. */
final class NoSessions extends SessionHandler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        return getHandler().handle(request, response, callback);
    }
}
