package io.galena.controlplane.kinesis;

import java.util.Map;

/** A stream to be. */
record NewKinesisStream(
        String account, String region, String name, String mode, int shards, Map<String, String> tags) {}
