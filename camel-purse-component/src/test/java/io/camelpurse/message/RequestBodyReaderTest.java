package io.camelpurse.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.PurseConstants;
import io.camelpurse.PurseOperation;
import io.camelpurse.PurseValidationException;
import io.camelpurse.fixture.Json;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.SampleCalls;
import io.camelpurse.model.Operation;
import io.camelpurse.model.PaymentLink;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.InputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.converter.stream.InputStreamCache;
import org.apache.camel.converter.stream.ReaderCache;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A request in every form that a route may hold it in. Tests {@link RequestBodyReader} and
 * {@link io.camelpurse.client.Json}.
 */
class RequestBodyReaderTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().sampleSandbox().build();

    private static final String JSON = "{\"amount\": 1000, \"merchant_reference\": \"Größe-1\"}";

    private String capture;

    /** A business object of an application. */
    public record Invoice(
            long amount, @JsonProperty("merchant_reference") String number) {}

    @BeforeEach
    void authorize() {
        capture = "purse:capturePayment?paymentId=" + new SampleCalls(PURSE).payment();
    }

    @Test
    void textIsSent() {
        arrives(JSON);
    }

    @Test
    void textThatBeginsWithAByteOrderMarkIsSent() {
        arrives('\ufeff' + JSON);
    }

    @Test
    void bytesAreSent() {
        arrives(JSON.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void bytesInUtf16AreSent() {
        arrives(JSON.getBytes(StandardCharsets.UTF_16));
    }

    @Test
    void aStreamIsSent() {
        arrives(new ByteArrayInputStream(JSON.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aReaderIsSent() {
        arrives(new StringReader(JSON));
    }

    @Test
    void aByteBufferIsSent() {
        arrives(ByteBuffer.wrap(JSON.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aCachedStreamIsSentFromItsBeginningHoweverFarItWasRead() throws Exception {
        StreamCache cache = new InputStreamCache(JSON.getBytes(StandardCharsets.UTF_8));
        assertThat(((InputStreamCache) cache).skip(10)).isEqualTo(10);
        cache.reset();
        arrives(cache);
    }

    @Test
    void aCachedReaderIsSent() throws Exception {
        arrives(new ReaderCache(JSON));
    }

    @Test
    void aCachedStreamCanBeReadAgainAfterARejection() {
        InputStreamCache cache = new InputStreamCache(JSON.getBytes(StandardCharsets.UTF_8));
        PURSE.failValidation(capture, cache, Map.of(PurseConstants.AMOUNT, 7));
        arrives(cache);
    }

    @Test
    void aStreamThatTheRouteCachesIsResentByARedelivery() throws Exception {
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(PurseValidationException.class)
                        .maximumRedeliveries(1)
                        .redeliveryDelay(0)
                        .onRedelivery(exchange -> exchange.getMessage().removeHeader(PurseConstants.AMOUNT));
                from("direct:start").streamCache("true").to(capture);
            }
        });
        Exchange exchange = PURSE.send(
                "direct:start",
                new ByteArrayInputStream(JSON.getBytes(StandardCharsets.UTF_8)),
                Map.of(PurseConstants.AMOUNT, 7));
        assertThat(exchange.getException()).isNull();
        assertThat(PURSE.requestBody()).isEqualTo(Json.parse(JSON));
    }

    @Test
    void aFileIsSent(@TempDir Path folder) throws Exception {
        arrives(file(folder).toFile());
    }

    @Test
    void aFileOfTheFileComponentIsSent(@TempDir Path folder) throws Exception {
        GenericFile<File> generic = new GenericFile<>();
        generic.setFile(file(folder).toFile());
        generic.setBody(generic.getFile());
        arrives(generic);
    }

    @Test
    void aPolledFileIsSent(@TempDir Path folder) throws Exception {
        file(folder);
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("file:" + folder + "?initialDelay=0&delay=10").to(capture).to("mock:sent");
            }
        });
        var sent = PURSE.context().getEndpoint("mock:sent", MockEndpoint.class);
        sent.expectedMessageCount(1);
        sent.assertIsSatisfied();
        assertThat(PURSE.requestBody()).isEqualTo(Json.parse(JSON));
    }

    @Test
    void aFileThatIsNotThereIsNoEmptyBody(@TempDir Path folder) {
        assertThat(PURSE.failValidation(capture, folder.resolve("gone").toFile(), Map.of(PurseConstants.AMOUNT, 1)))
                .contains("java.io.File")
                .contains("cannot be read");
    }

    @Test
    void aMapIsSent() {
        arrives(Map.of("amount", 1000, "merchant_reference", "Größe-1"));
    }

    @Test
    void aMapIsNotChanged() {
        Map<String, Object> line = new TreeMap<>(Map.of("net_amount", "10.00"));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("amount", new BigDecimal("10.00"));
        body.put("order", Map.of("shipments", List.of(line)));
        PURSE.succeed(capture + "&amountUnit=major&currency=EUR&merchantReference=INV-1", body, Map.of());
        assertThat(body)
                .isEqualTo(Map.of("amount", new BigDecimal("10.00"), "order", Map.of("shipments", List.of(line))));
        assertThat(line).isEqualTo(Map.of("net_amount", "10.00"));
    }

    @Test
    void aTreeIsSent() {
        arrives(Json.parse(JSON));
    }

    @Test
    void aTreeIsNotChanged() {
        String text = "{\"amount\": 10.5, \"order\": {\"shipments\": [{\"net_amount\": \"10.50\"}]}}";
        JsonNode tree = Json.parse(text);
        PURSE.succeed(capture + "&amountUnit=major&currency=EUR&merchantReference=INV-1", tree, Map.of());
        assertThat(tree).isEqualTo(Json.parse(text));
    }

    @Test
    void anObjectOfTheApplicationIsSent() {
        arrives(new Invoice(1000, "Größe-1"));
    }

    @Test
    void aRecordOfTheModelIsSentWithoutTheFieldsThatItLacks() {
        arrives(new Operation(null, null, 1000L, null, null, null, "Größe-1", null, null, null, null));
    }

    @Test
    void aReadRecordIsSentAsTheRequestThatItWasReadFrom() throws Exception {
        PaymentLink link = io.camelpurse.client.Json.mapper()
                .treeToValue(SampleCalls.request(PurseOperation.createPaymentLink), PaymentLink.class);
        PURSE.succeed("purse:createPaymentLink", link, Map.of());
        assertThat(PURSE.requestBody()).isEqualTo(SampleCalls.request(PurseOperation.createPaymentLink));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " \r\n\t", "null"})
    void anEmptyTextIsFilledFromHeaders(String body) {
        assertFilled(body);
    }

    @Test
    void noBytesAreFilledFromHeaders() {
        assertFilled(new byte[0]);
    }

    @Test
    void aConsumedStreamOrReaderIsRejected() {
        InputStream stream = new ByteArrayInputStream(JSON.getBytes(StandardCharsets.UTF_8));
        arrives(stream);
        PURSE.startRecording();
        for (Object consumed : List.of(stream, new ByteArrayInputStream(new byte[0]), new StringReader(""))) {
            assertThat(PURSE.failValidation(capture, consumed, Map.of(PurseConstants.AMOUNT, 1000)))
                    .contains(consumed.getClass().getName() + ", has nothing left to read")
                    .contains("stream caching");
        }
    }

    @Test
    void aBlankStreamIsFilledFromHeaders() {
        assertFilled(new ByteArrayInputStream(" \r\n".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aBlankReaderIsFilledFromHeaders() {
        assertFilled(new StringReader("  "));
    }

    @Test
    void anEmptyFileIsFilledFromHeaders(@TempDir Path folder) throws Exception {
        assertFilled(Files.createFile(folder.resolve("empty")).toFile());
    }

    @Test
    void anEmptyMapIsFilledFromHeaders() {
        assertFilled(new HashMap<>());
    }

    @Test
    void anEmptyObjectIsFilledFromHeaders() {
        assertFilled("{}");
    }

    private static Path file(Path folder) throws Exception {
        return Files.writeString(folder.resolve("capture.json"), JSON);
    }

    private void arrives(Object body) {
        PURSE.succeed(capture, body, Map.of());
        assertThat(PURSE.requestBody()).isEqualTo(Json.parse(JSON));
    }

    private void assertFilled(Object body) {
        PURSE.succeed(
                capture, body, Map.of(PurseConstants.AMOUNT, "1000", PurseConstants.MERCHANT_REFERENCE, "Größe-1"));
        assertThat(PURSE.requestBody()).isEqualTo(Json.parse(JSON));
    }
}
