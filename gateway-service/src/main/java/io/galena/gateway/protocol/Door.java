package io.galena.gateway.protocol;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Stands at a listener: answers a request itself, or admits it and lets it go on to its route. */
@FunctionalInterface
interface Door {
    void serve(HttpServletRequest request, HttpServletResponse response, FilterChain route)
            throws IOException, ServletException;
}
