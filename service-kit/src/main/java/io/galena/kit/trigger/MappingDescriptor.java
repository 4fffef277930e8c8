package io.galena.kit.trigger;

/**
 * An event source mapping: the records of a stream go to a function.
 *
 * @param uuid names it, and is never used again
 * @param function the function's name
 * @param streamArn the stream
 * @param enabled whether records are to be delivered
 * @param started whether every shard of the stream has got its place to begin at
 */
public record MappingDescriptor(
        String uuid,
        String account,
        String region,
        String function,
        String streamArn,
        boolean enabled,
        boolean started,
        MappingSettings settings) {
    /** The function's Amazon resource name. */
    public String functionArn() {
        return FunctionDescriptor.arn(region, account, function);
    }
}
