package io.galena.dynamodb.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DynamoNumberTest {
    private static final String OVERFLOW =
            "Number overflow. Attempting to store a number with magnitude larger than supported range";
    private static final String UNDERFLOW =
            "Number underflow. Attempting to store a number with magnitude smaller than supported range";
    private static final String PRECISION = "Attempting to store more than 38 significant digits in a Number";

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, 0",
        "+0.000, 0",
        "0E999999999999999999999, 0",
        "1, 1",
        "+1, 1",
        "-1, -1",
        "007, 7",
        "1., 1",
        ".5, 0.5",
        "-.5e1, -5",
        "1.50, 1.5",
        "1E2, 100",
        "1e+2, 100",
        "12.5e-3, 0.0125",
        "0.00012300, 0.000123",
        "100200300, 100200300",
        "123456789012345678, 123456789012345678",
        "1234567890123456789, 1234567890123456789",
        "-9223372036854775808, -9223372036854775808",
        "99999999999999999999999999999999999999, 99999999999999999999999999999999999999",
        "0.000009999999999999999999999999999999999999900, 0.0000099999999999999999999999999999999999999",
    })
    void numbersAreNormalised(String text, String normalised) {
        var number = DynamoNumber.parse(text);

        assertThat(number).hasToString(normalised);
        assertThat(number).isEqualTo(DynamoNumber.of(new BigDecimal(normalised)));
        assertThat(number.value()).isEqualTo(new BigDecimal(normalised).stripTrailingZeros());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " 1",
                "1 ",
                "1 2",
                "-",
                "+",
                ".",
                "e5",
                "1e",
                "1e+",
                "1e1.5",
                "1..2",
                "1.2.3",
                "--1",
                "0x1F",
                "NaN",
                "Infinity",
                "1d",
                "1_000",
                "1,5",
                "\uFF11",
                "abc"
            })
    void otherTextsAreNotNumbers(String text) {
        assertThatThrownBy(() -> DynamoNumber.parse(text))
                .isInstanceOfSatisfying(
                        DynamoDbException.class, e -> assertThat(e.type()).isEqualTo(ErrorType.VALIDATION))
                .hasMessage("The parameter cannot be converted to a numeric value: " + text);
    }

    @Test
    void emptyTextIsNotANumber() {
        assertThatThrownBy(() -> DynamoNumber.parse(""))
                .hasMessage("The parameter cannot be converted to a numeric value");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9.9999999999999999999999999999999999999E125",
                "-9.9999999999999999999999999999999999999E+125",
                "1E-130",
                "-1E-130",
                "9.99E-130",
                "99999E121",
                "0.00001E-125"
            })
    void rangeEndsAreAccepted(String text) {
        assertThat(DynamoNumber.parse(text).value()).isEqualByComparingTo(new BigDecimal(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1E126",
                "-1E126",
                "10E125",
                "1E1000000000",
                "1E99999999999999999999",
                "123456789012345678901234567890123456789E999"
            })
    void tooLargeNumbersOverflow(String text) {
        assertThatThrownBy(() -> DynamoNumber.parse(text)).hasMessage(OVERFLOW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"9.9E-131", "-1E-131", "0.1E-130", "1E-1000000000", "1E-99999999999999999999"})
    void tooSmallNumbersUnderflow(String text) {
        assertThatThrownBy(() -> DynamoNumber.parse(text)).hasMessage(UNDERFLOW);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "123456789012345678901234567890123456789",
                "1.00000000000000000000000000000000000001",
                "-0.100000000000000000000000000000000000001"
            })
    void numbersHaveAtMost38Digits(String text) {
        assertThatThrownBy(() -> DynamoNumber.parse(text)).hasMessage(PRECISION);
    }

    @Test
    void hostileTextsCostOnePass() {
        var zeros = "0".repeat(4_000_000);

        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            assertThat(DynamoNumber.parse(zeros + "7." + zeros)).isEqualTo(DynamoNumber.of(7));
            assertThat(DynamoNumber.parse("7" + zeros + "E-4000000")).isEqualTo(DynamoNumber.of(7));
            assertThat(DynamoNumber.parse("0." + zeros + "7E4000001")).isEqualTo(DynamoNumber.of(7));
            assertThatThrownBy(() -> DynamoNumber.parse("9".repeat(4_000_000))).hasMessage(OVERFLOW);
            assertThatThrownBy(() -> DynamoNumber.parse("1E" + "9".repeat(4_000_000)))
                    .hasMessage(OVERFLOW);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "1, 2, 3",
        "0.1, 0.2, 0.3",
        "1.5, -1.5, 0",
        "99999999999999999999999999999999999999, 1, 1E38",
        "1E37, 1, 10000000000000000000000000000000000001"
    })
    void sumsAreExact(String left, String right, String sum) {
        assertThat(DynamoNumber.parse(left).add(DynamoNumber.parse(right))).isEqualTo(DynamoNumber.parse(sum));
        assertThat(DynamoNumber.parse(sum).subtract(DynamoNumber.parse(right))).isEqualTo(DynamoNumber.parse(left));
    }

    @Test
    void sumsOutOfRangeAreErrors() {
        var nines = DynamoNumber.parse("9.9999999999999999999999999999999999999E125");

        assertThatThrownBy(() -> nines.add(nines)).hasMessage(OVERFLOW);
        assertThatThrownBy(() -> DynamoNumber.parse("1E37").add(DynamoNumber.parse("0.1")))
                .hasMessage(PRECISION);
        assertThatThrownBy(() -> DynamoNumber.parse("1.5E-129").subtract(DynamoNumber.parse("1.41E-129")))
                .hasMessage(UNDERFLOW);
    }

    @Property
    void everyNumberInRangeIsReadAsItsValue(@ForAll("decimals") BigDecimal value) {
        var number = DynamoNumber.parse(value.toString());

        assertThat(number.value()).isEqualByComparingTo(value);
        assertThat(DynamoNumber.parse(number.toString())).isEqualTo(number);
        assertThat(DynamoNumber.of(value)).isEqualTo(number).hasSameHashCodeAs(number);
    }

    @Property
    void orderIsByValue(@ForAll("decimals") BigDecimal left, @ForAll("decimals") BigDecimal right) {
        assertThat(DynamoNumber.of(left).compareTo(DynamoNumber.of(right))).isEqualTo(left.compareTo(right));
    }

    @Provide
    Arbitrary<BigDecimal> decimals() {
        var digits = Arbitraries.bigIntegers()
                .between(
                        BigInteger.TEN.pow(38).negate().add(BigInteger.ONE),
                        BigInteger.TEN.pow(38).subtract(BigInteger.ONE));
        return digits.flatMap(
                unscaled -> Arbitraries.integers().between(-87, 130).map(scale -> new BigDecimal(unscaled, scale)));
    }
}
