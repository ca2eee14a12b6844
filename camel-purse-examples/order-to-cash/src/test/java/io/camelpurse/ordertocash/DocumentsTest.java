package io.camelpurse.ordertocash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.fasterxml.jackson.databind.JsonNode;
import com.helger.ubl21.UBL21Marshaller;
import com.helger.xml.schema.XMLSchemaCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The demo's own documents are UBL 2.1, except those that are there to be rejected by the parser. */
class DocumentsTest {

    private static final List<String> BROKEN_ON_PURPOSE =
            List.of("0130-order-cut-short.xml", "0140-order-with-doctype.xml");

    @RegisterExtension
    private static final Mapping MAPPING = new Mapping();

    static List<Path> documents() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/demo"))) {
            return files.filter(file -> file.toString().endsWith(".xml"))
                    .filter(file ->
                            !BROKEN_ON_PURPOSE.contains(file.getFileName().toString()))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void aDocumentOfTheDemoIsValidUbl(Path document) {
        assertThatNoException()
                .isThrownBy(() -> schema(document).newValidator().validate(new StreamSource(document.toFile())));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void aDocumentOfTheDemoIsMappedOrRejectedWithARemedy(Path document) throws Exception {
        JsonNode facts = MAPPING.document(document.toFile());

        assertThat(facts.path("number").asText()).isNotBlank();
        if (facts.path("reason").asText().isEmpty()) {
            assertThat(facts.path("order").asText()).startsWith("ORD-");
        } else {
            assertThat(facts.path("remedy").asText()).isNotBlank();
        }
    }

    private static Schema schema(Path document) {
        String name = document.getFileName().toString();
        XMLSchemaCache schemas = XMLSchemaCache.getInstance();
        if (name.contains("-order-cancellation-")) {
            return schemas.getSchema(UBL21Marshaller.getAllOrderCancellationXSDs());
        }
        if (name.contains("-order-")) {
            return schemas.getSchema(UBL21Marshaller.getAllOrderXSDs());
        }
        if (name.contains("-invoice-")) {
            return schemas.getSchema(UBL21Marshaller.getAllInvoiceXSDs());
        }
        if (name.contains("-credit-note-")) {
            return schemas.getSchema(UBL21Marshaller.getAllCreditNoteXSDs());
        }
        return schemas.getSchema(UBL21Marshaller.getAllDespatchAdviceXSDs());
    }
}
