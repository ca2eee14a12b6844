package io.camelpurse.ordertocash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file whose bytes cannot be read as a document is rejected as it is, and does not stay in the inbox forever. */
class UnreadableFilesTest {

    private static final Charset WINDOWS = Charset.forName("windows-1252");

    @TempDir
    private Path root;

    @Test
    void aFileThatCannotBeReadIsRejectedByteForByte() throws Exception {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("ansi.xml", order("ANSI").getBytes(WINDOWS));
        files.put("ansi-utf8.xml", order("ANSI").getBytes(StandardCharsets.UTF_8));
        files.put("utf7.xml", order("UTF-7").getBytes(WINDOWS));
        files.put("misspelt.xml", order("UTF_8").getBytes(StandardCharsets.UTF_8));
        files.put("no-name.xml", order("no such").getBytes(WINDOWS));
        files.put("nameless.xml", order("").getBytes(WINDOWS));
        files.put("latin-as-utf8.xml", order("UTF-8").getBytes(WINDOWS));
        files.put("ascii.xml", order("US-ASCII").getBytes(WINDOWS));
        files.put("late-latin.xml", late(order("UTF-8")).getBytes(WINDOWS));
        files.put("utf8-as-utf16.xml", order("UTF-16").getBytes(StandardCharsets.UTF_8));
        files.put("utf16-as-utf8.xml", order("UTF-8").getBytes(StandardCharsets.UTF_16));
        files.put("utf16-no-mark.xml", undeclared().getBytes(StandardCharsets.UTF_16LE));
        files.put("utf16-odd.xml", cut(order("UTF-16").getBytes(StandardCharsets.UTF_16), 1));
        files.put("utf32-mark.xml", ("\uFEFF" + order("UTF-32")).getBytes(Charset.forName("UTF-32BE")));
        files.put("wrong-mark.xml", ("\uFEFF" + order("UTF-16")).getBytes(StandardCharsets.UTF_8));
        files.put("cut-letter.xml", new byte[] {'<', 'a', '>', (byte) 0xC3});
        files.put("cut.xml", cut(order("UTF-8").getBytes(StandardCharsets.UTF_8), 30));
        files.put("blanks.xml", "  \n".getBytes(StandardCharsets.UTF_8));
        files.put("blank-first.xml", (" " + order("UTF-8")).getBytes(StandardCharsets.UTF_8));
        files.put("version.xml", order("UTF-8").replace("1.0", "2.0").getBytes(StandardCharsets.UTF_8));
        files.put("nul.xml", order("UTF-8").replace("Lamp", "La\0mp").getBytes(StandardCharsets.UTF_8));
        files.put("zeros.xml", new byte[4096]);
        files.put("gzip.xml", new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3});
        files.put("entity.xml", order("UTF-8").replace("Lamp", "&lamp;").getBytes(StandardCharsets.UTF_8));
        files.put("prefix.xml", order("UTF-8").replace("xmlns:cac", "xmlns:c").getBytes(StandardCharsets.UTF_8));
        files.put("two.xml", (undeclared() + undeclared()).getBytes(StandardCharsets.UTF_8));
        try (Stage stage = new Stage(root, Map.of())) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                stage.deliver(file.getKey(), file.getValue());
            }

            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                assertThat(stage.awaitRejected(file.getKey()))
                        .as(file.getKey())
                        .containsPattern("(?m)^reason {4}\\S")
                        .containsPattern("(?m)^field {5}\\S")
                        .containsPattern("(?m)^value {5}\\S")
                        .containsPattern("(?m)^remedy {4}\\S")
                        .doesNotContain("null", "Exception", "org.", "java.");
                assertThat(stage.content(file.getKey())).as(file.getKey()).isEqualTo(file.getValue());
            }
            assertThat(stage.awaitRejected("ansi.xml"))
                    .contains("cannot be read: ANSI", "in the encoding that it declares");
            assertThat(stage.awaitRejected("no-name.xml")).contains("Invalid encoding name \"no such\"");
            assertThat(stage.awaitRejected("late-latin.xml")).contains("UTF-8 sequence");
            assertThat(stage.purse().journal("createPaymentLink")).isEmpty();
        }
    }

    @Test
    void anEncodingThatIsKnownIsRead() throws Exception {
        try (Stage stage = new Stage(root, Map.of())) {
            for (String encoding : new String[] {"windows-1252", "ISO-8859-15", "UTF-16", "UTF-16LE", "utf-8"}) {
                String number = "ORD-" + encoding;
                String document = order(encoding).replace("ORD-1", number);
                stage.deliver(encoding + ".xml", document.getBytes(Charset.forName(encoding)));
                stage.link(number);
            }
        }
    }

    private static String order(String encoding) {
        return Documents.order("ORD-1", "EUR", "10.00")
                .replace("encoding=\"UTF-8\"", "encoding=\"" + encoding + "\"")
                .replace("Lamp", "Lampé Lamp");
    }

    private static String undeclared() {
        return order("").substring(order("").indexOf("<Order"));
    }

    /** With the letter that is no UTF-8 far behind what a parser reads at once. */
    private static String late(String order) {
        return order.replace("Lampé", "L" + "a".repeat(100_000) + "é");
    }

    private static byte[] cut(byte[] file, int end) {
        return Arrays.copyOf(file, file.length - end);
    }
}
