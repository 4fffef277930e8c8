package io.galena.storage.backfill;

import java.util.HexFormat;

/** How far a backfill has come, as text for whoever keeps it. */
sealed interface Progress {
    String ITEMS = "items:";
    String FENCES = "fences:";

    /** The text that {@link #parse} understands. */
    String text();

    /**
     * Items are being gone through.
     *
     * @param from the lowest key not yet seen
     */
    record Items(byte[] from) implements Progress {
        @Override
        public String text() {
            return ITEMS + HexFormat.of().formatHex(from);
        }
    }

    /**
     * All items have been told of, and the index is to get to know them.
     *
     * @param put what is to arrive
     */
    record Fences(PutFences put) implements Progress {
        @Override
        public String text() {
            return FENCES + put.text();
        }
    }

    /** The progress of a text; an empty one is the beginning. */
    static Progress parse(String text) {
        if (text.isEmpty()) {
            return new Items(new byte[0]);
        }
        return text.startsWith(FENCES)
                ? new Fences(PutFences.parse(text.substring(FENCES.length())))
                : new Items(HexFormat.of().parseHex(text.substring(ITEMS.length())));
    }
}
