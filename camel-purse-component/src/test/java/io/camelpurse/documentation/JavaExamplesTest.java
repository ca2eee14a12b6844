package io.camelpurse.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.documentation.Document.CodeBlock;
import java.io.StringWriter;
import java.lang.reflect.Constructor;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Java in the documents compiles: whole classes, and pieces of a route builder's {@code configure}. */
class JavaExamplesTest {

    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    /** Shared, so that the class path is opened once, also by the tests that run what is compiled here. */
    private static final StandardJavaFileManager FILES = COMPILER.getStandardFileManager(null, null, null);

    static List<CodeBlock> java() {
        return Document.all().stream()
                .flatMap(document -> document.blocks("java").stream())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("java")
    void anExampleInJavaCompiles(CodeBlock example, @TempDir Path classes) {
        compile(example, classes);
    }

    /** The routes of a piece of a route builder, compiled into an empty folder. */
    static RouteBuilder routes(CodeBlock example, Path classes) throws Exception {
        compile(example, classes);
        URL[] path = {classes.toUri().toURL()};
        Constructor<?> constructor = new URLClassLoader(path, JavaExamplesTest.class.getClassLoader())
                .loadClass("Example")
                .getDeclaredConstructor();
        constructor.setAccessible(true);
        return (RouteBuilder) constructor.newInstance();
    }

    private static void compile(CodeBlock example, Path classes) {
        StringWriter messages = new StringWriter();
        List<String> options = List.of(
                "-d",
                classes.toString(),
                "-classpath",
                System.getProperty("java.class.path"),
                "-proc:none",
                "--release",
                "17");

        boolean compiled = COMPILER.getTask(
                        messages, FILES, null, options, null, List.of(new Source(whole(example.code()))))
                .call();

        assertThat(compiled).as(messages.toString()).isTrue();
    }

    private static String whole(String code) {
        if (code.contains("class ")) {
            return code;
        }
        String imports = code.lines().filter(JavaExamplesTest::isImport).collect(Collectors.joining("\n"));
        String statements = code.lines().filter(line -> !isImport(line)).collect(Collectors.joining("\n"));
        return """
                import org.apache.camel.builder.RouteBuilder;
                %s
                class Example extends RouteBuilder {
                    @Override
                    public void configure() throws Exception {
                        %s
                    }
                }
                """.formatted(imports, statements);
    }

    private static boolean isImport(String line) {
        return line.startsWith("import ");
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String code;

        Source(String code) {
            super(URI.create("string:///Example.java"), Kind.SOURCE);
            this.code = code;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return code;
        }
    }
}
