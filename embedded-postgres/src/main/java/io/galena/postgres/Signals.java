package io.galena.postgres;

import java.io.IOException;

/** Signals that Java's own process handles cannot send. */
final class Signals {
    private Signals() {}

    /** SIGINT: PostgreSQL's fast shutdown. */
    static void interrupt(long pid) throws IOException, InterruptedException {
        send("INT", pid);
    }

    /** SIGQUIT: PostgreSQL's immediate shutdown; the next start recovers. */
    static void quit(long pid) throws IOException, InterruptedException {
        send("QUIT", pid);
    }

    private static void send(String signal, long pid) throws IOException, InterruptedException {
        // The shell's own kill: small systems have no program of that name.
        new ProcessBuilder("/bin/sh", "-c", "kill -" + signal + " " + pid)
                .start()
                .waitFor();
    }
}
