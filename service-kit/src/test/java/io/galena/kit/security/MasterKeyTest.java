package io.galena.kit.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterKeyTest {
    @TempDir
    Path directory;

    @Test
    void fileIsMadeForItsOwnerOnly() throws IOException {
        var file = new MasterKeyFile(directory.resolve("config/galena/master.key"));

        var made = file.readOrCreate();

        assertThat(made.bytes()).hasSize(32);
        assertThat(file.readOrCreate().bytes()).isEqualTo(made.bytes());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
                .isEqualTo("rw-------");
        try (var files = Files.list(file.path().getParent())) {
            assertThat(files).containsExactly(file.path());
        }
    }

    @Test
    void manyThatMakeTheFileAtOnceGetTheSameKey() throws Exception {
        var file = new MasterKeyFile(directory.resolve("master.key"));

        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<byte[]>> tasks =
                    Collections.nCopies(16, () -> file.readOrCreate().bytes());
            for (var key : executor.invokeAll(tasks)) {
                assertThat(key.get()).isEqualTo(file.read().bytes());
            }
        }
    }

    @Test
    void namedFileMustExistAndHoldAKey() throws IOException {
        var path = directory.resolve("key");

        assertThatThrownBy(() -> MasterKey.load(Optional.of(path.toString())))
                .isInstanceOf(MasterKeyException.class)
                .hasMessageContaining("does not exist");
        for (var text : List.of("", "short", "AAAA", "!".repeat(44), "A".repeat(44))) {
            Files.writeString(path, text);
            assertThatThrownBy(() -> MasterKey.load(Optional.of(path.toString())))
                    .isInstanceOf(MasterKeyException.class)
                    .hasMessageContaining("openssl rand -base64 32");
        }
        Files.writeString(path, "A".repeat(43) + "=\n");
        assertThat(MasterKey.load(Optional.of(path.toString())).bytes()).isEqualTo(new byte[32]);
    }

    @Test
    void environmentVariableMustBeSet() {
        assertThatThrownBy(() -> MasterKey.load(Optional.of("env:GALENA_TEST_NO_SUCH_VARIABLE")))
                .isInstanceOf(MasterKeyException.class)
                .hasMessageContaining("GALENA_TEST_NO_SUCH_VARIABLE");
        assertThatThrownBy(() -> MasterKey.load(Optional.of("env:PATH")))
                .isInstanceOf(MasterKeyException.class)
                .hasMessageNotContaining("/bin");
    }
}
