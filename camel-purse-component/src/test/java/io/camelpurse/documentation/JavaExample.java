package io.camelpurse.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.documentation.Document.CodeBlock;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.apache.camel.builder.RouteBuilder;

/** Java in the documents: whole classes, and pieces of a route builder's {@code configure}. */
final class JavaExample {

    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    /** Shared, so that the class path is opened once. */
    private static final StandardJavaFileManager FILES = COMPILER.getStandardFileManager(null, null, null);

    private JavaExample() {}

    static void compile(CodeBlock example, Path classes) {
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

    /** The routes of a piece of {@code configure}. */
    static RouteBuilder routes(CodeBlock example, Path classes) {
        compile(example, classes);
        try (URLClassLoader loader = new URLClassLoader(new URL[] {url(classes)}, JavaExample.class.getClassLoader())) {
            return (RouteBuilder)
                    loader.loadClass("Example").getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URL url(Path classes) throws MalformedURLException {
        return classes.toUri().toURL();
    }

    private static String whole(String code) {
        if (code.contains("class ")) {
            return code;
        }
        String imports = code.lines().filter(JavaExample::isImport).collect(Collectors.joining("\n"));
        String statements = code.lines().filter(line -> !isImport(line)).collect(Collectors.joining("\n"));
        return """
                import org.apache.camel.builder.RouteBuilder;
                %s
                public class Example extends RouteBuilder {
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

        private static final Pattern PUBLIC_CLASS = Pattern.compile("public (?:final )?class (\\w+)");

        private final String code;

        Source(String code) {
            super(URI.create("string:///" + name(code) + ".java"), Kind.SOURCE);
            this.code = code;
        }

        private static String name(String code) {
            Matcher publicClass = PUBLIC_CLASS.matcher(code);
            return publicClass.find() ? publicClass.group(1) : "Example";
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return code;
        }
    }
}
