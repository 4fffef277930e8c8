package io.galena.controlplane.database;

/** Where a database is and who may use it. */
public record DatabaseAddress(String url, String user, String password, int maxPoolSize) {
    @Override
    public String toString() {
        return "DatabaseAddress[url=" + url + ", user=" + user + ", maxPoolSize=" + maxPoolSize + "]";
    }
}
