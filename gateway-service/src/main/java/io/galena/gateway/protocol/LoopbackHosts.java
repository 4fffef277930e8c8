package io.galena.gateway.protocol;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which {@code Host} a request may have when signatures are not verified. A web page can make its own host name resolve to
 * this machine (DNS rebinding), but then the browser still sends that name.
 */
final class LoopbackHosts {
    private final Set<String> allowed;

    /** Accepts loopback's names and addresses, and those given. */
    LoopbackHosts(List<String> allowed) {
        this.allowed =
                allowed.stream().map(host -> host.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    boolean accept(HttpServletRequest request) {
        var host = request.getHeader("Host");
        if (host == null) {
            return false;
        }
        var name = name(host).toLowerCase(Locale.ROOT);
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || name.equals("[::1]")
                || isLoopbackAddress(name)
                || allowed.contains(name);
    }

    private static String name(String host) {
        int colon = host.lastIndexOf(':');
        return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
    }

    /** Whether it is an address in 127.0.0.0/8, written as four numbers; {@code 127.evil.example} is none. */
    private static boolean isLoopbackAddress(String name) {
        var parts = name.split("\\.", -1);
        if (parts.length != 4 || !parts[0].equals("127")) {
            return false;
        }
        for (var part : parts) {
            if (part.isEmpty() || part.length() > 3 || !part.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return false;
            }
        }
        return true;
    }
}
