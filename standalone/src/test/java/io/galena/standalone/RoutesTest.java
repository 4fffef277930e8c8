package io.galena.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.galena.gateway.route.OwningService;
import io.galena.kit.operation.Dispatcher;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RoutesTest {
    @Test
    void theGatewayRoutesWhatTheServicesServe() {
        var routed = Arrays.stream(OwningService.values())
                .flatMap(service -> service.operations().stream())
                .toList();

        var served = TestingGalena.shared(1).bean(Dispatcher.class).operations();

        assertThat(routed).containsExactlyInAnyOrderElementsOf(served);
    }
}
