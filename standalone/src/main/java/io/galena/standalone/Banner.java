package io.galena.standalone;

import io.galena.controlplane.account.RootCredential;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the person at the terminal needs to use the instance that has just started.
 *
 * @param root the credential to use; its secret is shown only if everyone knows it
 */
record Banner(StandaloneProperties properties, RootCredential root, String endpoint, Path dataDirectory) {
    void print(PrintStream out) {
        lines().forEach(out::println);
        out.flush();
    }

    List<String> lines() {
        var lines = new ArrayList<>(List.of("", "Galena is ready.", ""));
        lines.add(line("Endpoint", endpoint));
        lines.add(line("Region", properties.region()));
        lines.add(line("Access key", root.accessKeyId()));
        lines.add(line("Secret key", root.isDefault() ? root.secret().reveal() : "(as configured)"));
        lines.add(line("Signatures", verifies() ? "verified" : "not verified: any credentials will do"));
        lines.add(line("Data", dataDirectory + (properties.ephemeral() ? " (thrown away at the end)" : "")));
        lines.addAll(
                List.of("", "Try:", "", "  " + credentials() + " AWS_DEFAULT_REGION=" + properties.region() + " \\"));
        lines.addAll(
                List.of("    aws --endpoint-url " + endpoint + " dynamodb list-tables", "", "Stop with Ctrl-C.", ""));
        return lines;
    }

    private String credentials() {
        var secret = root.isDefault() || !verifies() ? RootCredential.DEFAULT_SECRET_KEY : "...";
        return "AWS_ACCESS_KEY_ID=" + root.accessKeyId() + " AWS_SECRET_ACCESS_KEY=" + secret;
    }

    private boolean verifies() {
        return properties.auth() == StandaloneProperties.Auth.VERIFY;
    }

    private static String line(String label, Object value) {
        return "  %-11s %s".formatted(label, value);
    }
}
