package io.galena.postgres;

import java.nio.file.Path;

/** Where unpacked binaries are kept: shared by all instances of a user, and readable by the user the server runs as. */
final class CacheDirectory {
    private CacheDirectory() {}

    static Path locate() {
        if (PrivilegeMode.isRoot()) {
            // Not below root's home: the server may have to run as another user.
            return Path.of("/var/cache/galena");
        }
        var xdg = System.getenv("XDG_CACHE_HOME");
        return xdg != null && !xdg.isEmpty()
                ? Path.of(xdg, "galena")
                : Path.of(System.getProperty("user.home"), ".cache", "galena");
    }
}
