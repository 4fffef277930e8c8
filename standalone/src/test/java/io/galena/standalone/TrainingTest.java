package io.galena.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galena.controlplane.account.RootCredential;
import io.galena.kit.security.Secret;
import org.junit.jupiter.api.Test;

class TrainingTest {
    private final TestingGalena galena = TestingGalena.shared(1);

    @Test
    void itsRequestsAreServedWhereSignaturesAreVerifiedAndLeaveNothing() {
        Training.run(galena.endpoint().toString(), TestingGalena.REGION, galena.bean(RootCredential.class));

        try (var client = galena.client()) {
            assertThat(client.listTables().tableNames()).doesNotContain("training");
        }
    }

    @Test
    void itFailsWhenARequestIsNotServed() {
        var stranger = new RootCredential("stranger", "000000000000", Secret.of("secret"));

        assertThatThrownBy(() -> Training.run(galena.endpoint().toString(), TestingGalena.REGION, stranger))
                .hasMessageContaining("CreateTable was answered 400");
    }
}
