package io.camelpurse.message;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.w3c.dom.Node;

/**
 * Writes the objects that a route sets as a body as JSON. Every kind of text is text, such as Groovy's {@code
 * GString}. A class of the platform or of another JSON library has properties that say nothing of what it holds
 * ({@code {"empty": false}}), so that it is rejected.
 */
final class RouteValues extends SimpleModule {

    private static final long serialVersionUID = 1L;
    private static final List<String> FOREIGN = List.of(
            "java.", "javax.", "jdk.", "sun.", "com.sun.", "groovy.", "org.json.", "com.google.gson.", "org.w3c.");

    RouteValues() {
        super("purse-route-values");
        addSerializer(CharSequence.class, ToStringSerializer.instance);
        // Jackson's own write a whole XML document, and what a redelivery would not find there any more.
        addSerializer(Node.class, Rejecting.of());
        addSerializer(Iterator.class, Rejecting.of());
        setSerializerModifier(new RejectingModifier());
    }

    private static final class RejectingModifier extends BeanSerializerModifier {

        private static final long serialVersionUID = 1L;

        @Override
        public JsonSerializer<?> modifySerializer(
                SerializationConfig config, BeanDescription bean, JsonSerializer<?> serializer) {
            String name = bean.getBeanClass().getName();
            // Only beans come here: texts, numbers, dates, maps and lists have serializers of their own.
            boolean foreign = FOREIGN.stream().anyMatch(name::startsWith)
                    && serializer.getClass().getName().startsWith("com.fasterxml.jackson.databind.ser.BeanSerializer");
            return foreign ? Rejecting.of() : serializer;
        }
    }

    private static final class Rejecting<T> extends JsonSerializer<T> {

        static <T> JsonSerializer<T> of() {
            return new Rejecting<>();
        }

        @Override
        public void serialize(T value, JsonGenerator generator, SerializerProvider provider) throws IOException {
            provider.reportBadDefinition(value.getClass(), "is no data");
        }
    }
}
