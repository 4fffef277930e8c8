package io.galena.kit.database;

/** Options of PostgreSQL sessions, in the form in which a client gives them when it connects. */
public final class SessionOptions {
    /**
     * The server ends the session of a client whose host is silent for half a minute, and with it the locks that others wait for.
     * By the kernel's own settings that would take two hours.
     */
    public static final String END_WITH_HOST = "-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5"
            + " -c tcp_keepalives_count=3 -c tcp_user_timeout=30000";

    private SessionOptions() {}
}
