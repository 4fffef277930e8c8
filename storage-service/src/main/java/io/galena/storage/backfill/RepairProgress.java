package io.galena.storage.backfill;

import java.util.HexFormat;

/** How far a repair has come, as text that its row keeps. */
sealed interface RepairProgress {
    /** The text that {@link #parse} understands. */
    String text();

    /** Nothing has been done. */
    record Begin() implements RepairProgress {
        @Override
        public String text() {
            return "";
        }
    }

    /** What was told before the repair began is to arrive everywhere. */
    record Settling(PutFences fences) implements RepairProgress {
        @Override
        public String text() {
            return "settling:" + fences.text();
        }
    }

    /**
     * The entries of the indexes are being gone through.
     *
     * @param index the number of the index
     * @param from the lowest key not yet seen
     */
    record Entries(int index, byte[] from) implements RepairProgress {
        @Override
        public String text() {
            return "entries:" + index + ":" + HexFormat.of().formatHex(from);
        }
    }

    /**
     * The items are being gone through.
     *
     * @param from the lowest key not yet seen
     */
    record Items(byte[] from) implements RepairProgress {
        @Override
        public String text() {
            return "items:" + HexFormat.of().formatHex(from);
        }
    }

    /** What the repair has told is to arrive everywhere. */
    record Ending(PutFences fences) implements RepairProgress {
        @Override
        public String text() {
            return "ending:" + fences.text();
        }
    }

    /** The progress of a text. */
    static RepairProgress parse(String text) {
        if (text.isEmpty()) {
            return new Begin();
        }
        var colon = text.indexOf(':');
        var rest = text.substring(colon + 1);
        return switch (text.substring(0, colon)) {
            case "settling" -> new Settling(PutFences.parse(rest));
            case "entries" -> {
                var second = rest.indexOf(':');
                yield new Entries(
                        Integer.parseInt(rest.substring(0, second)),
                        HexFormat.of().parseHex(rest.substring(second + 1)));
            }
            case "items" -> new Items(HexFormat.of().parseHex(rest));
            case "ending" -> new Ending(PutFences.parse(rest));
            default -> throw new IllegalArgumentException("Unknown progress of a repair: " + text);
        };
    }
}
