package io.camelpurse.ordertocash;

import java.io.ByteArrayInputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.io.UnsupportedEncodingException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Reads documents by XPath, knowing nothing of the stylesheets of the routes. */
final class DocumentReader {

    private static final String PAYABLE = "/*/*[local-name()='AnticipatedMonetaryTotal'"
            + " or local-name()='LegalMonetaryTotal']/*[local-name()='PayableAmount']";

    private final XPath xpath = XPathFactory.newInstance().newXPath();

    BusinessDocument read(Path file) {
        return read(Folders.bytes(file));
    }

    BusinessDocument read(byte[] content) {
        Document document;
        try {
            document = parser().parse(new ByteArrayInputStream(content));
        } catch (SAXException | UnsupportedEncodingException | CharConversionException notXml) {
            return unreadable(content);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
        String kind = document.getDocumentElement().getLocalName();
        String id = text(document, "/*/*[local-name()='ID']");
        return new BusinessDocument(
                kind,
                id,
                kind.equals("Order")
                        ? Set.of(id)
                        : texts(document, "//*[local-name()='OrderReference']/*[local-name()='ID']"),
                text(document, "/*/*[local-name()='InvoiceTypeCode' or local-name()='CreditNoteTypeCode']"),
                text(document, "/*/*[local-name()='DocumentCurrencyCode']"),
                text(document, PAYABLE + "/@currencyID"),
                amount(text(document, PAYABLE)),
                texts(
                        document,
                        "//*[local-name()='BillingReference']/*[local-name()='InvoiceDocumentReference']"
                                + "/*[local-name()='ID']"));
    }

    /** Reads a UBL ApplicationResponse. */
    Acknowledgement readAcknowledgement(String text) {
        try {
            Document document = parser().parse(new InputSource(new StringReader(text)));
            String reference = "//*[local-name()='DocumentReference']/*[local-name()='%s']";
            return new Acknowledgement(
                    text(document, "/*/*[local-name()='ID']"),
                    text(document, reference.formatted("DocumentType")) + " "
                            + text(document, reference.formatted("ID")),
                    text(document, "//*[local-name()='ResponseCode']"),
                    text);
        } catch (SAXException cause) {
            throw new IllegalStateException("this is no acknowledgement: " + text, cause);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private static BusinessDocument unreadable(byte[] content) {
        return new BusinessDocument(BusinessDocument.UNREADABLE, digest(content), Set.of(), "", "", "", null, Set.of());
    }

    /** The digest of the application: over the bytes, each written as the character of that number in UTF-8. */
    static String digest(byte[] content) {
        try {
            String characters = new String(content, StandardCharsets.ISO_8859_1);
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(characters.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException cause) {
            throw new IllegalStateException(cause);
        }
    }

    private Set<String> texts(Document document, String path) {
        try {
            NodeList nodes = (NodeList) xpath.evaluate(path, document, XPathConstants.NODESET);
            return IntStream.range(0, nodes.getLength())
                    .mapToObj(index -> nodes.item(index).getTextContent().strip())
                    .filter(text -> !text.isEmpty())
                    .collect(Collectors.toSet());
        } catch (XPathExpressionException cause) {
            throw new IllegalArgumentException(path, cause);
        }
    }

    private String text(Document document, String path) {
        try {
            return xpath.evaluate(path, document).strip();
        } catch (XPathExpressionException cause) {
            throw new IllegalArgumentException(path, cause);
        }
    }

    private static BigDecimal amount(String text) {
        return text.isEmpty() ? null : new BigDecimal(text);
    }

    private static DocumentBuilder parser() {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder parser = factory.newDocumentBuilder();
            parser.setErrorHandler(null);
            return parser;
        } catch (ParserConfigurationException cause) {
            throw new IllegalStateException(cause);
        }
    }
}
