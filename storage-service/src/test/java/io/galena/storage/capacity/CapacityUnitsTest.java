package io.galena.storage.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapacityUnitsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 1.0, 0.5",
        "1, 1.0, 0.5",
        "4096, 1.0, 0.5",
        "4097, 2.0, 1.0",
        "12288, 3.0, 1.5",
        "409600, 100.0, 50.0"
    })
    void readsAreRoundedUpTo4KilobytesAndCostHalfWhenEventuallyConsistent(long bytes, double strong, double eventual) {
        assertThat(CapacityUnits.read(bytes, true)).isEqualTo(strong);
        assertThat(CapacityUnits.read(bytes, false)).isEqualTo(eventual);
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 1.0", "0, 1024, 1.0", "0, 1025, 2.0", "2049, 10, 3.0", "10, 2049, 3.0", "409600, 0, 400.0"})
    void writesCostTheLargerOfTheOldAndTheNewItem(long oldBytes, long newBytes, double units) {
        assertThat(CapacityUnits.write(oldBytes, newBytes)).isEqualTo(units);
    }
}
