package io.galena.gateway;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The gateway as a process of its own, before services in other processes. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(GatewayServiceConfiguration.class)
public class GatewayServiceApplication {
    /** Starts the gateway. */
    public static void main(String[] arguments) {
        SpringApplication.run(GatewayServiceApplication.class, arguments);
    }
}
