package io.galena.benchmarks.growth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class PlotTest {
    @Test
    void placesAreAsFarApartAsTheirLogarithms() throws Exception {
        var plot = parse(plot(new TreeMap<>(Map.of(10, 1.0, 100, 2.0, 1000, 4.0))));

        var xs = circles(plot, "cx");
        assertThat(xs[1] - xs[0]).isEqualTo(xs[2] - xs[1]);
    }

    @Test
    void heightsAreInProportionToValuesFromZeroOn() throws Exception {
        var plot = parse(plot(new TreeMap<>(Map.of(10, 1.0, 100, 2.0, 1000, 4.0))));

        var ys = circles(plot, "cy");
        assertThat(ys[1] - ys[2]).isEqualTo(2 * (ys[0] - ys[1]));
        assertThat(DoubleStream.of(ys)).allMatch(y -> y >= 0 && y <= 360);
    }

    @Test
    void onePlaceAndNoCostMakeAPlotAllTheSame() throws Exception {
        assertThat(circles(parse(plot(new TreeMap<>(Map.of(1, 0.0)))), "cy")).hasSize(1);
    }

    private static Plot plot(SortedMap<Integer, Double> values) {
        return new Plot("Growth", "items", "us", Map.of("get", values));
    }

    private static Document parse(Plot plot) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(plot.svg().getBytes(UTF_8)));
    }

    private static double[] circles(Document plot, String attribute) {
        var circles = plot.getElementsByTagName("circle");
        return IntStream.range(0, circles.getLength())
                .mapToDouble(number -> Double.parseDouble(((Element) circles.item(number)).getAttribute(attribute)))
                .toArray();
    }
}
