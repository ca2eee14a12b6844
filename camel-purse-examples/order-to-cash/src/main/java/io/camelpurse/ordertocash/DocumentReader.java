package io.camelpurse.ordertocash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;

/** Reads documents by XPath, knowing nothing of the stylesheets of the routes. */
final class DocumentReader {

    private static final String PAYABLE = "/*/*[local-name()='AnticipatedMonetaryTotal'"
            + " or local-name()='LegalMonetaryTotal']/*[local-name()='PayableAmount']";

    private final XPath xpath = XPathFactory.newInstance().newXPath();

    BusinessDocument read(Path file) {
        Document document;
        try {
            document = parser().parse(file.toFile());
        } catch (SAXException notXml) {
            return new BusinessDocument(file, BusinessDocument.UNREADABLE, "", "", "", "", null, "");
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
        String kind = document.getDocumentElement().getLocalName();
        String id = text(document, "/*/*[local-name()='ID']");
        String order = text(document, "/*/*[local-name()='OrderReference']/*[local-name()='ID']");
        return new BusinessDocument(
                file,
                kind,
                id,
                kind.equals("Order") ? id : order,
                text(document, "/*/*[local-name()='DocumentCurrencyCode']"),
                text(document, PAYABLE + "/@currencyID"),
                amount(text(document, PAYABLE)),
                text(
                        document,
                        "/*/*[local-name()='BillingReference']/*[local-name()='InvoiceDocumentReference']"
                                + "/*[local-name()='ID']"));
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
