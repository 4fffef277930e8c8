package io.galena.kit.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;

class SecretBoxTest {
    private static final Secret SECRET = Secret.of("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY ü");

    private final SecretBox box = new SecretBox(key(1));

    @Test
    void opensWhatItSealed() {
        var sealed = box.seal("AKID", SECRET);

        assertThat(sealed).isNotEqualTo(box.seal("AKID", SECRET));
        assertThat(new SecretBox(key(1)).open("AKID", sealed)).isEqualTo(SECRET);
    }

    @Test
    void refusesWhatBelongsToAnotherAccessKeyOrMasterKey() {
        var sealed = box.seal("AKID", SECRET);

        assertThatThrownBy(() -> box.open("OTHER", sealed)).isInstanceOf(MasterKeyException.class);
        assertThatThrownBy(() -> new SecretBox(key(2)).open("AKID", sealed))
                .isInstanceOf(MasterKeyException.class)
                .hasMessageContaining("AKID");
    }

    @Test
    void refusesWhatIsDamaged() {
        var sealed = Base64.getDecoder().decode(box.seal("AKID", SECRET));

        for (int i = 0; i < sealed.length; i++) {
            var damaged = sealed.clone();
            damaged[i] ^= 1;
            assertThatThrownBy(() -> box.open("AKID", Base64.getEncoder().encodeToString(damaged)))
                    .isInstanceOf(MasterKeyException.class);
        }
        assertThatThrownBy(() -> box.open("AKID", "no base64!")).isInstanceOf(MasterKeyException.class);
        assertThatThrownBy(() -> box.open("AKID", "")).isInstanceOf(MasterKeyException.class);
    }

    @Test
    void secretsAreNotShown() {
        var credential = new Credential("AKID", "000000000000", SECRET);

        assertThat(credential.toString()).contains("AKID").doesNotContain("wJalr");
        assertThat(key(1).toString()).isEqualTo("***");
    }

    private static MasterKey key(int first) {
        var bytes = new byte[MasterKey.LENGTH];
        bytes[0] = (byte) first;
        return MasterKey.parse(Base64.getEncoder().encodeToString(bytes), "The test");
    }
}
