package io.camelpurse.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every public type, constructor, method, field, parameter and return value of the public API has Javadoc. */
class PublicApiDocumentationTest {

    private static final Path SOURCES = Document.ROOT.resolve("camel-purse-component/src/main/java/io/camelpurse");

    /**
     * A plain getter has no Javadoc, and a plain setter no {@code @param}: the text of the setter describes the option.
     * The parameters of a record's compact constructor are documented on the record.
     */
    private static final Pattern EXCEPTED =
            Pattern.compile("public (?:[^(=]+ (?:get|is)[A-Z]\\w*\\(\\)|void set[A-Z]\\w*\\(.*\\)|\\w+) \\{");

    @Test
    void doclintFindsNothingMissing(@TempDir Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> findings = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(findings, Locale.ENGLISH, null)) {
            List<String> options = List.of(
                    "-d",
                    classes.toString(),
                    "-proc:none",
                    "-classpath",
                    System.getProperty("java.class.path"),
                    "-Xmaxwarns",
                    "10000",
                    "-Xdoclint:all/protected",
                    "-Xdoclint/package:io.camelpurse,io.camelpurse.model,io.camelpurse.doctor");
            Iterable<? extends JavaFileObject> sources = files.getJavaFileObjectsFromPaths(publicApi());

            assertThat(compiler.getTask(null, files, findings, options, null, sources)
                            .call())
                    .isTrue();
        }

        assertThat(findings.getDiagnostics())
                .filteredOn(finding -> finding.getKind() != Diagnostic.Kind.NOTE)
                .filteredOn(finding -> !EXCEPTED.matcher(line(finding)).find())
                .extracting(Diagnostic::toString)
                .isEmpty();
    }

    @Test
    void everySetterOfAnOptionHasADescription() throws IOException {
        Pattern undescribed = Pattern.compile("(?<!\\*/|@Override)\\n    public void set[A-Z]\\w*\\(");

        for (String name :
                List.of("PurseConfiguration", "PurseEndpoint", "PurseComponent", "message/TemplatedRequest")) {
            assertThat(Files.readString(SOURCES.resolve(name + ".java"))).doesNotContainPattern(undescribed);
        }
    }

    private static List<Path> publicApi() throws IOException {
        try (Stream<Path> root = Files.list(SOURCES);
                Stream<Path> model = Files.list(SOURCES.resolve("model"));
                Stream<Path> doctor = Files.list(SOURCES.resolve("doctor"))) {
            return Stream.of(root, model, doctor)
                    .flatMap(files -> files)
                    .filter(file -> file.toString().endsWith(".java"))
                    .toList();
        }
    }

    private static String line(Diagnostic<? extends JavaFileObject> finding) {
        if (finding.getSource() == null) {
            return "";
        }
        try {
            return finding.getSource()
                    .getCharContent(true)
                    .toString()
                    .lines()
                    .skip(finding.getLineNumber() - 1)
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
