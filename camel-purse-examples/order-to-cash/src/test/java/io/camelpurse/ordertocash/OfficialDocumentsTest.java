package io.camelpurse.ordertocash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The example documents of OASIS and of CEN/BII, which nobody here has written: each maps, or is rejected with a
 * reason.
 */
class OfficialDocumentsTest {

    private static final Map<String, String> DOCUMENTS = new TreeMap<>();

    @RegisterExtension
    private static final Mapping MAPPING = new Mapping();

    static List<String> names() throws Exception {
        if (DOCUMENTS.isEmpty()) {
            read();
        }
        return List.copyOf(DOCUMENTS.keySet());
    }

    @ParameterizedTest
    @MethodSource("names")
    void anOfficialDocumentMapsOrIsRejectedWithFieldAndRemedy(String name) throws Exception {
        JsonNode facts = MAPPING.document(DOCUMENTS.get(name));

        if (!facts.path("reason").asText().isEmpty()) {
            assertThat(facts.path("field").asText()).isNotBlank();
            assertThat(facts.path("remedy").asText()).isNotBlank();
        } else if (facts.path("kind").asText().equals("Order")) {
            assertThatALinkFits(facts, MAPPING.paymentLink(DOCUMENTS.get(name)));
        } else {
            assertThat(facts.path("order").asText()).isNotBlank();
        }
    }

    @Test
    void theOfficialOrderInPoundsBecomesAPaymentLink() throws Exception {
        names();

        JsonNode link = MAPPING.paymentLink(DOCUMENTS.get("order/UBL-Order-2.0-Example.xml"));

        assertThat(link.path("currency").asText()).isEqualTo("GBP");
        assertThat(link.path("order").path("reference").asText()).isEqualTo("AEG012345");
        assertThat(link.path("amount").decimalValue()).isEqualByComparingTo("100.00");
    }

    @Test
    void theOfficialOrderInKronorIsRejectedBecausePurseDoesNotTakeThem() throws Exception {
        names();

        JsonNode facts = MAPPING.document(DOCUMENTS.get("order/UBL-Order-2.1-Example.xml"));

        assertThat(facts.path("reason").asText()).isEqualTo("Purse does not take this currency");
        assertThat(facts.path("value").asText()).isEqualTo("SEK");
    }

    @Test
    void theOfficialInvoiceIsCapturedWithWhatIsPayableAfterThePrepayment() throws Exception {
        names();

        JsonNode facts = MAPPING.document(DOCUMENTS.get("invoice/UBL-Invoice-2.1-Example.xml"));

        assertThat(facts.path("order").asText()).isEqualTo("123");
        assertThat(facts.path("amount").asText()).isEqualTo("729.00");
    }

    private static void assertThatALinkFits(JsonNode facts, JsonNode link) {
        assertThat(link.path("amount").decimalValue())
                .isEqualByComparingTo(facts.path("amount").asText());
        assertThat(link.path("order").path("reference").asText())
                .isEqualTo(facts.path("order").asText());
        assertThat(link.path("order").path("shipments").path(0).path("item_lines"))
                .isNotEmpty();
    }

    private static void read() throws Exception {
        URI jar = OfficialDocumentsTest.class
                .getClassLoader()
                .getResource("external/test-ubl")
                .toURI();
        try (FileSystem files = FileSystems.newFileSystem(jar, Map.of());
                Stream<Path> all = Files.walk(files.getPath("external/test-ubl"))) {
            for (Path file :
                    all.filter(path -> path.toString().endsWith(".xml")).toList()) {
                DOCUMENTS.put(file.getParent().getFileName() + "/" + file.getFileName(), read(file));
            }
        }
    }

    private static String read(Path file) throws IOException {
        String text = Files.readString(file);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
