package io.camelpurse.documentation;

import static io.camelpurse.fixture.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.camelpurse.documentation.Document.CodeBlock;
import io.camelpurse.kamelet.KameletFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/**
 * Every code block of the documents is what it says it is. Routes are loaded by {@link YamlExamplesTest}, Java is
 * compiled by {@link JavaExamplesTest}; here is the rest.
 */
class CodeSamplesTest {

    /** YAML, Java, SQL and PromQL have tests of their own. Python is not run: a build needs no interpreter. */
    private static final Set<String> LANGUAGES =
            Set.of("java", "json", "mermaid", "promql", "properties", "python", "shell", "sql", "text", "xml", "yaml");

    /** How a code block begins and ends, in AsciiDoc and in Markdown. */
    private static final Pattern FENCE = Pattern.compile("(----|\\.\\.\\.\\.|```)(\\w*)");

    /** The commands that samples may use. */
    private static final Set<String> COMMANDS = Set.of(
            "./mvnw", "mvn", "jbang", "camel", "java", "curl", "export", "kubectl", "unzip", "awk", "grep", "sort",
            "jq", "tail");

    /** What programs are given in quotes, such as a script, names no command. */
    private static final Pattern QUOTED = Pattern.compile("'[^']*'");

    private static final Pattern KAMELET_KEY = Pattern.compile("camel\\.kamelet\\.([\\w-]+)\\.(\\w+)");
    private static final Pattern KEY =
            Pattern.compile("^camel\\.(main|server|management|health|component)\\.[\\w.-]+$");
    private static final Pattern DIAGRAM =
            Pattern.compile("^(?:sequenceDiagram|stateDiagram-v2|flowchart (?:LR|TB|TD))\\n");

    static List<CodeBlock> xml() {
        return blocks("xml");
    }

    static List<CodeBlock> properties() {
        return blocks("properties");
    }

    static List<CodeBlock> shell() {
        return blocks("shell");
    }

    static List<CodeBlock> json() {
        return blocks("json");
    }

    static List<Document> documents() {
        return Document.all();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyCodeBlockNamesItsLanguage(Document document) {
        assertThat(unnamed(document.text())).as(document.toString()).isEmpty();
        assertThat(languages(document.text())).as(document.toString()).isSubsetOf(LANGUAGES);
    }

    @Test
    void aBlockWithoutItsLanguageIsFound() {
        assertThat(unnamed("text\n\n----\n- route:\n    id: a\n----\n")).hasSize(1);
        assertThat(unnamed("text\n\n[source,yaml]\n----\n- route:\n    id: a\n----\n"))
                .isEmpty();
        assertThat(unnamed("text\n\n[source,yaml]\n.Title\n----\n- route:\n    id: a\n----\n"))
                .isEmpty();
        assertThat(unnamed("text\n\n----\nWARN something happened\n----\n")).hasSize(1);
        assertThat(unnamed("text\n\n```\n./mvnw verify\n```\n")).hasSize(1);
        assertThat(unnamed("text\n\n```shell\n./mvnw \\\n\n    verify\n```\n")).isEmpty();
        assertThat(unnamed("text\n\n    ./mvnw verify\n")).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("xml")
    void anExampleInXmlIsWellFormed(CodeBlock example) throws Exception {
        Element root = parse(example.code());

        NodeList dependencies = root.getOwnerDocument().getElementsByTagName("dependency");
        IntStream.range(0, dependencies.getLength())
                .mapToObj(index -> (Element) dependencies.item(index))
                .forEach(CodeSamplesTest::checkDependency);
    }

    @ParameterizedTest
    @MethodSource("properties")
    void anExampleInPropertiesSetsKnownProperties(CodeBlock example) throws IOException {
        List<String> keys = keys(example.code());

        assertThat(keys).isNotEmpty().doesNotHaveDuplicates();
        assertThat(keys).allSatisfy(key -> assertThat(isKnown(key)).as(key).isTrue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "camel.server.enable=true",
                "camel.server.enabled.x=1",
                "camel.main.nme=a",
                "camel.component.purse.x=1",
                "camel.kamelet.purse-capture-sink.x=1"
            })
    void anUnknownPropertyIsFound(String line) throws IOException {
        assertThat(keys(line)).hasSize(1).noneMatch(CodeSamplesTest::isKnown);
    }

    @ParameterizedTest
    @MethodSource("shell")
    void anExampleInShellUsesWhatThereIs(CodeBlock example) throws Exception {
        assertThat(syntaxErrors(example.code())).isEmpty();
        assertThat(unknown(example.code())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "./mvnw -Pno-such-profile",
                "./mvnw -pl no-such-module test",
                "./mvnw test -Dtest=NoSuchTest",
                "no-such-command",
                "grep a b | no-such-command",
                "java -jar no-such-module/target/a.jar"
            })
    void aCommandThatIsNotThereIsFound(String command) throws IOException {
        assertThat(unknown(command)).isNotEmpty();
    }

    @Test
    void aSyntaxErrorInShellIsFound() throws Exception {
        assertThat(syntaxErrors("echo 'a")).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("json")
    void anExampleInJsonIsJson(CodeBlock example) {
        JsonMapper strict = JsonMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();

        assertThatCode(() -> strict.readTree(example.code())).doesNotThrowAnyException();
    }

    @Test
    void aDiagramIsOneOfTheKindsThatThePlatformsRender() {
        assertThat(blocks("mermaid")).isNotEmpty().allSatisfy(diagram -> assertThat(diagram.code())
                .containsPattern(DIAGRAM));
    }

    private static List<CodeBlock> blocks(String language) {
        return documents().stream()
                .flatMap(document -> document.blocks(language).stream())
                .toList();
    }

    /** The first lines of the code blocks without a language, such as an indented one. */
    private static List<String> unnamed(String text) {
        List<String> unnamed = new ArrayList<>();
        String[] lines = text.split("\n", -1);
        for (int line = 0; line < lines.length; line++) {
            Matcher fence = FENCE.matcher(lines[line]);
            if (fence.matches()) {
                if (fence.group(2).isEmpty() && !isSource(lines, line)) {
                    unnamed.add(lines[line + 1]);
                }
                do {
                    line++;
                } while (line < lines.length && !lines[line].equals(fence.group(1)));
            } else if (line > 0 && lines[line - 1].isBlank() && lines[line].matches("\\s+\\S.*")) {
                unnamed.add(lines[line]);
            }
        }
        return unnamed;
    }

    /** Whether AsciiDoc names the language before the fence, and perhaps a title in between. */
    private static boolean isSource(String[] lines, int fence) {
        int attributes = lines[fence - 1].startsWith(".") ? fence - 2 : fence - 1;
        return lines[attributes].startsWith("[source,");
    }

    private static Set<String> languages(String text) {
        return Pattern.compile("^(?:\\[source,|```)(\\w+)", Pattern.MULTILINE)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    private static Element parse(String code) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder()
                .parse(new InputSource(new StringReader(code)))
                .getDocumentElement();
    }

    /** It is the component, a dependency of an example, or on the class path of the tests in this version. */
    private static void checkDependency(Element dependency) {
        String artifact = child(dependency, "artifactId");
        if (dependency.getElementsByTagName("version").getLength() == 0) {
            // A BOM has it.
            assertThat(example("quarkus") + example("spring-boot"))
                    .contains("<artifactId>" + artifact + "</artifactId>");
            return;
        }
        String version = child(dependency, "version");
        if (child(dependency, "groupId").equals("io.camelpurse")) {
            JsonNode component = new ReferencePages().metadata().path("component");
            assertThat(List.of("camel-purse-component", "purse-sandbox")).contains(artifact);
            assertThat(version).isEqualTo(component.path("version").asText());
        } else if (artifact.endsWith("-starter")) {
            assertThat(starters()).contains(artifact);
            assertThat(version).isEqualTo(new DefaultCamelCatalog().getCatalogVersion());
        } else if (artifact.equals("quarkus-bom")) {
            assertThat(example("quarkus")).contains("<quarkus.version>" + version + "</quarkus.version>");
        } else if (artifact.startsWith("camel-quarkus-")) {
            assertThat(example("quarkus"))
                    .contains("<artifactId>" + artifact + "</artifactId>")
                    .contains("<camel-quarkus.version>" + version + "</camel-quarkus.version>");
        } else {
            assertThat(System.getProperty("java.class.path"))
                    .contains(child(dependency, "groupId").replace('.', '/') + "/" + artifact + "/" + version + "/");
        }
    }

    /** Starters of which camel-spring-boot-starter is one that the others bring. */
    private static Set<String> starters() {
        Set<String> starters = new HashSet<>(Set.of("camel-spring-boot-starter"));
        Pattern.compile("<artifactId>([\\w-]+-starter)</artifactId>")
                .matcher(example("spring-boot"))
                .results()
                .forEach(starter -> starters.add(starter.group(1)));
        return starters;
    }

    /** The POM of an example. */
    private static String example(String name) {
        try {
            return Files.readString(Document.ROOT.resolve("camel-purse-examples/" + name + "/pom.xml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String child(Element element, String name) {
        return element.getElementsByTagName(name).item(0).getTextContent();
    }

    private static List<String> keys(String code) throws IOException {
        List<String> keys = new ArrayList<>();
        Properties collecting = new Properties() {
            private static final long serialVersionUID = 1;

            @Override
            public synchronized Object put(Object key, Object value) {
                keys.add((String) key);
                return super.put(key, value);
            }
        };
        collecting.load(new ByteArrayInputStream(code.getBytes(StandardCharsets.ISO_8859_1)));
        return keys;
    }

    /** The component's own options, and those that Camel Main documents; other keys belong to the application. */
    private static boolean isKnown(String key) {
        Matcher kamelet = KAMELET_KEY.matcher(key);
        if (kamelet.matches()) {
            return KameletFile.named(kamelet.group(1)).parameters().containsKey(kamelet.group(2));
        }
        if (!KEY.matcher(key).matches()) {
            return !key.startsWith("camel.");
        }
        if (key.startsWith("camel.component.purse.")) {
            return new ReferencePages()
                    .metadata()
                    .path("componentProperties")
                    .has(camelCase(key.substring("camel.component.purse.".length())));
        }
        return key.startsWith("camel.component.") || MainOptions.NAMES.contains(camelCase(key));
    }

    private static String camelCase(String name) {
        return Pattern.compile("-([a-z])").matcher(name).replaceAll(found -> found.group(1)
                .toUpperCase(Locale.ROOT));
    }

    private static String syntaxErrors(String code) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("sh", "-n").redirectErrorStream(true).start();
        shell.getOutputStream().write(code.getBytes(StandardCharsets.UTF_8));
        shell.getOutputStream().close();
        String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor(PATIENCE, TimeUnit.SECONDS)).isTrue();
        return shell.exitValue() == 0 ? "" : output + " (exit code " + shell.exitValue() + ")";
    }

    /** The commands, profiles, modules, tests and files that are named and do not exist. */
    private static List<String> unknown(String code) throws IOException {
        List<String> unknown = new ArrayList<>();
        String[] commands =
                QUOTED.matcher(code.replace("\\\n", " ")).replaceAll("quoted").split("\n| \\| ");
        for (String command : commands) {
            String[] words = command.strip().split("\\s+");
            if (command.isBlank() || words[0].startsWith("#")) {
                continue;
            }
            if (!COMMANDS.contains(words[0])) {
                unknown.add(words[0]);
            }
            for (int word = 1; word < words.length; word++) {
                String previous = words[word - 1];
                if (previous.equals("-pl")) {
                    Arrays.stream(words[word].split(","))
                            .filter(module ->
                                    !Files.exists(Document.ROOT.resolve(module).resolve("pom.xml")))
                            .forEach(unknown::add);
                } else if (previous.equals("-jar")) {
                    String module = words[word].replaceFirst("/target/.*", "");
                    if (!Files.exists(Document.ROOT.resolve(module).resolve("pom.xml"))) {
                        unknown.add(words[word]);
                    }
                } else if (words[word].startsWith("-P") && !profileExists(words[word].substring(2))) {
                    unknown.add(words[word]);
                } else if (words[word].startsWith("-Dtest=") && !testExists(words[word].substring(7))) {
                    unknown.add(words[word]);
                }
            }
        }
        return unknown;
    }

    private static boolean profileExists(String profile) throws IOException {
        for (String pom : List.of("pom.xml", "camel-purse-component/pom.xml")) {
            if (Files.readString(Document.ROOT.resolve(pom)).contains("<id>" + profile + "</id>")) {
                return true;
            }
        }
        return false;
    }

    private static boolean testExists(String test) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            return files.anyMatch(file -> file.endsWith(test + ".java"));
        }
    }

    /** The options of Camel Main, as its metadata lists them, in camel case. */
    private static final class MainOptions {

        static final Set<String> NAMES = read();

        private static Set<String> read() {
            Set<String> names = new HashSet<>();
            try (InputStream json =
                    MainOptions.class.getResourceAsStream("/META-INF/camel-main-configuration-metadata.json")) {
                JsonMapper.builder()
                        .build()
                        .readTree(json)
                        .path("properties")
                        .forEach(option ->
                                names.add(camelCase(option.path("name").asText())));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            return names;
        }
    }
}
