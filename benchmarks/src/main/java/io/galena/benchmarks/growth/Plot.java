package io.galena.benchmarks.growth;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * A plot in SVG: lines over a logarithmic axis from left to right and a linear one, from 0, upwards.
 *
 * @param lines by name: values by place
 */
record Plot(String title, String across, String upwards, Map<String, SortedMap<Integer, Double>> lines) {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;
    private static final int LEFT = 70;
    private static final int RIGHT = 110;
    private static final int TOP = 40;
    private static final int BOTTOM = 50;
    private static final int STEPS = 5;
    private static final List<String> COLOURS = List.of("#1b6ca8", "#c0392b", "#2e8b57", "#8e5ea2", "#b8860b");

    /** The text of the file. */
    String svg() {
        var text = new StringBuilder();
        text.append("""
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">
                <rect width="100%%" height="100%%" fill="white"/>
                """.formatted(WIDTH, HEIGHT));
        text.append(label(LEFT, TOP - 18.0, "start", title));
        text.append(label((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 10.0, "middle", across));
        text.append(label(LEFT, TOP - 4.0, "start", upwards));
        appendAxes(text);
        var number = 0;
        for (var line : lines.entrySet()) {
            appendLine(text, line.getKey(), line.getValue(), COLOURS.get(number % COLOURS.size()), number);
            number++;
        }
        return text.append("</svg>\n").toString();
    }

    private void appendAxes(StringBuilder text) {
        for (var step = 0; step <= STEPS; step++) {
            var value = highest() * step / STEPS;
            text.append(stroke(LEFT, y(value), WIDTH - (double) RIGHT, y(value), "#dddddd"));
            text.append(label(LEFT - 6.0, y(value) + 4, "end", number(value)));
        }
        for (var place : places()) {
            text.append(stroke(x(place), HEIGHT - (double) BOTTOM, x(place), HEIGHT - BOTTOM + 5.0, "#555555"));
            text.append(label(x(place), HEIGHT - BOTTOM + 18.0, "middle", String.format(Locale.ROOT, "%,d", place)));
        }
    }

    private void appendLine(
            StringBuilder text, String name, SortedMap<Integer, Double> values, String colour, int number) {
        var points = values.entrySet().stream()
                .map(value -> coordinates(x(value.getKey()), y(value.getValue())))
                .collect(Collectors.joining(" "));
        text.append(
                "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2\" points=\"%s\"/>\n".formatted(colour, points));
        values.forEach((place, value) -> text.append(String.format(
                Locale.ROOT, "<circle r=\"3\" fill=\"%s\" cx=\"%.1f\" cy=\"%.1f\"/>%n", colour, x(place), y(value))));
        var height = TOP + 16.0 * number;
        text.append(stroke(WIDTH - RIGHT + 10.0, height, WIDTH - RIGHT + 30.0, height, colour));
        text.append(label(WIDTH - RIGHT + 35.0, height + 4, "start", name));
    }

    private double x(int place) {
        var first = Math.log(places().getFirst());
        var width = Math.log(places().getLast()) - first;
        var share = width == 0 ? 0.5 : (Math.log(place) - first) / width;
        return LEFT + share * (WIDTH - LEFT - RIGHT);
    }

    private double y(double value) {
        return HEIGHT - BOTTOM - value / highest() * (HEIGHT - TOP - BOTTOM);
    }

    private List<Integer> places() {
        return lines.values().stream()
                .flatMap(values -> values.keySet().stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** A round number above all values. */
    private double highest() {
        var most = lines.values().stream()
                .flatMap(values -> values.values().stream())
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
        if (most <= 0) {
            return 1;
        }
        var power = Math.pow(10, Math.floor(Math.log10(most)));
        return Math.ceil(most / power) * power;
    }

    private static String stroke(double fromX, double fromY, double toX, double toY, String colour) {
        return String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>%n",
                fromX,
                fromY,
                toX,
                toY,
                colour);
    }

    private static String label(double x, double y, String anchor, String words) {
        return String.format(
                Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n", x, y, anchor, words);
    }

    private static String coordinates(double x, double y) {
        return String.format(Locale.ROOT, "%.1f,%.1f", x, y);
    }

    private static String number(double value) {
        return value >= 10 ? String.format(Locale.ROOT, "%,.0f", value) : String.format(Locale.ROOT, "%.2f", value);
    }
}
