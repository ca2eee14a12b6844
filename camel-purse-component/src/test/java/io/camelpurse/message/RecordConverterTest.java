package io.camelpurse.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.camelpurse.PurseValidationException;
import io.camelpurse.client.Json;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.model.AccessToken;
import io.camelpurse.model.Operation;
import io.camelpurse.model.Payment;
import io.camelpurse.model.Problem;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.NoTypeConversionAvailableException;
import org.apache.camel.TypeConversionException;
import org.apache.camel.TypeConverter;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.util.ObjectHelper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordConverterTest {

    private static final String JSON = """
            {"id": "p-1", "version": 3, "amount": 4299, "currency": "EUR",
             "captures": [{"id": "c-1", "amount": 4299, "rate": 1.50, "new_field": {"a": [1, null]}}],
             "loyalty": {"points": 12345678901234567890, "tier": null}}""";

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().sharedContext().build();

    private static TypeConverter converter;

    @BeforeAll
    static void startRoutes() throws Exception {
        converter = PURSE.context().getTypeConverter();
        PURSE.context().getRegistry().bind("payments", new Payments());
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:java").convertBodyTo(Payment.class).setBody(simple("${body.amount}"));
                from("direct:simple").setBody(simple("${bodyAs(io.camelpurse.model.Payment).amount}"));
                from("direct:bean").bean("payments", "amount");
            }
        });
        load("routes.yaml", """
                - from:
                    uri: direct:yaml
                    steps:
                      - convertBodyTo: {type: io.camelpurse.model.Payment}
                      - setBody: {simple: {expression: "${body.amount}"}}
                """);
        load("routes.xml", """
                <route><from uri="direct:xml"/>
                  <convertBodyTo type="io.camelpurse.model.Payment"/>
                  <setBody><simple>${body.amount}</simple></setBody>
                </route>""");
        PURSE.template();
    }

    private static void load(String name, String routes) throws Exception {
        PluginHelper.getRoutesLoader(PURSE.context()).loadRoutes(ResourceHelper.fromString(name, routes));
    }

    /** For {@code direct:bean}. */
    public static final class Payments {
        public Long amount(Payment payment) {
            return payment.amount();
        }
    }

    static Stream<Object> forms() throws Exception {
        return Stream.of(
                JSON,
                new StringBuilder(JSON),
                JSON.getBytes(StandardCharsets.UTF_8),
                ByteBuffer.wrap(JSON.getBytes(StandardCharsets.UTF_8)),
                new ByteArrayInputStream(JSON.getBytes(StandardCharsets.UTF_8)),
                new StringReader(JSON),
                Json.mapper().readTree(JSON),
                Json.mapper().readValue(JSON, Map.class));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void jsonInEachFormBecomesARecordAndJsonAgain(Object form) throws Exception {
        Payment payment = converter.mandatoryConvertTo(Payment.class, form);

        assertThat(payment.id()).isEqualTo("p-1");
        assertThat(payment.amount()).isEqualTo(4299L);
        assertThat(payment.captures()).extracting(Operation::id).containsExactly("c-1");
        assertThat(payment.otherFields()).containsOnlyKeys("loyalty");
        JsonNode expected = exact(JSON);
        assertThat(exact(converter.mandatoryConvertTo(String.class, payment))).isEqualTo(expected);
        assertThat(exact(new String(converter.mandatoryConvertTo(byte[].class, payment), StandardCharsets.UTF_8)))
                .isEqualTo(expected);
        ByteBuffer buffer = converter.mandatoryConvertTo(ByteBuffer.class, payment);
        assertThat(exact(StandardCharsets.UTF_8.decode(buffer).toString())).isEqualTo(expected);
        try (InputStream stream = converter.mandatoryConvertTo(InputStream.class, payment);
                Reader reader = converter.mandatoryConvertTo(Reader.class, payment)) {
            assertThat(exact(new String(stream.readAllBytes(), StandardCharsets.UTF_8)))
                    .isEqualTo(expected);
            assertThat(Json.mapper().readTree(reader)).isEqualTo(expected);
        }
        assertThat(exact(converter.mandatoryConvertTo(JsonNode.class, payment).toString()))
                .isEqualTo(expected);
        assertThat(exact(converter.mandatoryConvertTo(ObjectNode.class, payment).toString()))
                .isEqualTo(expected);
        Map<?, ?> map = converter.mandatoryConvertTo(Map.class, payment);
        assertThat(exact(Json.mapper().writeValueAsString(map))).isEqualTo(expected);
    }

    private static JsonNode exact(String json) throws Exception {
        return Json.mapper().readTree(json);
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "simple", "bean", "yaml", "xml"})
    void eachWayOfARouteConvertsText(String route) {
        assertThat(PURSE.template().requestBody("direct:" + route, JSON, Long.class))
                .isEqualTo(4299L);
    }

    @Test
    void everyRecordOfTheModelIsReadAndWritten() throws Exception {
        List<Class<?>> records = new ClassFileImporter()
                .importPackagesOf(Payment.class).stream()
                        .filter(type -> type.isRecord() && type.getPackageName().equals("io.camelpurse.model"))
                        .<Class<?>>map(type -> type.reflect())
                        .filter(type -> type.getEnclosingClass() == null)
                        .filter(type -> type != Problem.class && type != AccessToken.class)
                        .toList();

        assertThat(records).hasSizeGreaterThan(30);
        for (Class<?> type : records) {
            Object model = converter.mandatoryConvertTo(type, "{\"unknown\": 1}");
            assertThat(model).isInstanceOf(type);
            Map<?, ?> written = converter.mandatoryConvertTo(Map.class, model);
            assertThat(written).isEqualTo(Map.of("unknown", 1));
        }
    }

    @Test
    void anAccessTokenStaysHiddenInAText() {
        AccessToken token = new AccessToken("secret-token", "Bearer", 300L, Map.of());

        assertThat(converter.convertTo(String.class, token)).doesNotContain("secret-token");
        assertThat(converter.convertTo(byte[].class, token)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"amount\": 42.99, \"id\": \"4111\"}",
                "{\"amount\": 1, \"amount\": 2, \"id\": \"4111\"}",
                "{\"amount\": 1, \"id\": \"4111\"} {}",
                "{\"id\": \"4111\"",
                "[\"4111\"]",
                "4111"
            })
    void whatIsNoPaymentIsRejectedWithoutQuotingIt(String json) {
        assertThatThrownBy(() -> converter.mandatoryConvertTo(Payment.class, json))
                .isInstanceOf(TypeConversionException.class)
                .hasRootCauseInstanceOf(PurseValidationException.class)
                .satisfies(e -> assertThat(ObjectHelper.createExceptionIterable(e))
                        .allSatisfy(cause -> assertThat(cause.getMessage()).doesNotContain("4111", "42.99")));
    }

    @Test
    void aRejectedTextDoesNotKeepTheNextOneFromBeingConverted() {
        TypeConverter fresh = new DefaultCamelContext().getTypeConverter();

        assertThatThrownBy(() -> fresh.mandatoryConvertTo(Payment.class, ""))
                .hasRootCauseInstanceOf(PurseValidationException.class);
        assertThat(fresh.convertTo(Payment.class, JSON).amount()).isEqualTo(4299L);
    }

    @Test
    void otherTypesAreConvertedAsWithoutTheComponent() throws Exception {
        assertThat(converter.tryConvertTo(Foreign.class, JSON)).isNull();
        assertThatThrownBy(() -> converter.mandatoryConvertTo(Foreign.class, Map.of("id", "p-1")))
                .isInstanceOf(NoTypeConversionAvailableException.class);
        assertThat(converter.mandatoryConvertTo(String.class, new Foreign("p-1")))
                .isEqualTo("Foreign[id=p-1]");
        assertThat((Object) converter.tryConvertTo(Map.class, new Foreign("p-1")))
                .isNull();
        assertThat((Object) converter.tryConvertTo(Map.class, JSON)).isNull();
        assertThat(converter.tryConvertTo(Payment.class, new Foreign("p-1"))).isNull();
        assertThat(converter.tryConvertTo(Payment.class, 4299L)).isNull();
        assertThat(converter.mandatoryConvertTo(Long.class, "4299")).isEqualTo(4299L);
    }

    private record Foreign(String id) {}
}
