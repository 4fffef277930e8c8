package io.galena.controlplane;

import io.galena.kit.transport.InternalEndpointConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** The control plane as a process of its own, for the distributed mode. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import({ControlPlaneServiceConfiguration.class, InternalEndpointConfiguration.class})
public class ControlPlaneServiceApplication {
    public static void main(String[] args) {
        SpringApplication.run(ControlPlaneServiceApplication.class, args);
    }
}
