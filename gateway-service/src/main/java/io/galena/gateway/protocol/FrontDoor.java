package io.galena.gateway.protocol;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Function;

/** The first filter of the process: sends each request to the door of its listener. */
final class FrontDoor implements Filter {
    private final Function<ServletRequest, Door> doors;

    FrontDoor(Function<ServletRequest, Door> doors) {
        this.doors = doors;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        doors.apply(request).serve((HttpServletRequest) request, (HttpServletResponse) response, chain);
    }
}
