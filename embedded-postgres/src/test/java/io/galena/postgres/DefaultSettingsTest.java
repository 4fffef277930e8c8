package io.galena.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DefaultSettingsTest {
    private static final long GIGABYTE = 1L << 30;

    @Test
    void buffersAreAnEighthOfTheMemoryWithinBounds() {
        assertThat(DefaultSettings.sharedBuffers(GIGABYTE / 2)).isEqualTo(128);
        assertThat(DefaultSettings.sharedBuffers(16 * GIGABYTE)).isEqualTo(2048);
        assertThat(DefaultSettings.sharedBuffers(1024 * GIGABYTE)).isEqualTo(4096);
    }

    @Test
    void theServerStartsWithWhatThisMachineAllows() {
        assertThat(DefaultSettings.ALL.get("shared_buffers")).matches("\\d{3,4}MB");
    }
}
