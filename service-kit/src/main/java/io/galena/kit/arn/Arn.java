package io.galena.kit.arn;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The parts of an Amazon resource name, whatever they are: who wants certain ones says so.
 *
 * @param partition {@code aws}, or one of its kin
 * @param resource all that comes after the account; it may have colons
 */
public record Arn(String partition, String service, String region, String account, String resource) {
    private static final int PARTS = 6;
    private static final Pattern PARTITION = Pattern.compile("aws[a-z-]*");
    private static final Pattern REGION = Pattern.compile("[a-z0-9-]+");
    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

    /** What a text says, if it has all the parts. */
    public static Optional<Arn> parse(String text) {
        var parts = text.split(":", PARTS);
        return parts.length == PARTS && parts[0].equals("arn")
                ? Optional.of(new Arn(parts[1], parts[2], parts[3], parts[4], parts[5]))
                : Optional.empty();
    }

    /** What a text says, if it names something of a service, in a region and an account. */
    public static Optional<Arn> parse(String text, String service) {
        return parse(text).filter(arn -> arn.isOf(service));
    }

    private boolean isOf(String wanted) {
        return service.equals(wanted)
                && PARTITION.matcher(partition).matches()
                && REGION.matcher(region).matches()
                && ACCOUNT.matcher(account).matches();
    }
}
