package io.galena.standalone;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Whether somebody wants what only Spring MVC can serve: the actuator on a port of its own, or routes to services in other
 * processes.
 */
class FrameworksWanted implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        var binder = Binder.get(context.getEnvironment());
        return binder.bind("management.server.port", String.class).isBound()
                || binder.bind("galena.gateway.services", Bindable.mapOf(String.class, Object.class))
                        .isBound();
    }

    /** The opposite. */
    static final class Not extends FrameworksWanted {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !super.matches(context, metadata);
        }
    }
}
