package io.galena.stream.kinesis;

import java.util.List;

/**
 * Records that follow each other.
 *
 * @param next the offset from which to read on
 * @param millisBehind how much older than now the last record is, or 0 when none follows it
 */
record KinesisPage(List<KinesisRecord> records, long next, long millisBehind) {}
