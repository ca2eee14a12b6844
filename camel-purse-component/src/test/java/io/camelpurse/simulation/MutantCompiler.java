package io.camelpurse.simulation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles mutants in memory, one after the other. */
final class MutantCompiler implements AutoCloseable {

    private static final Path SOURCES = Path.of("src/main/java");
    private static final List<String> OPTIONS = List.of("-proc:none", "-nowarn", "-Xlint:none", "-parameters");

    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    private final StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);

    /** The mutant's source. */
    static String source(Mutant mutant) throws IOException {
        return mutant.of(Files.readString(SOURCES.resolve(mutant.source())));
    }

    /** The classes of the mutated source file, by name. */
    Map<String, byte[]> compile(Mutant mutant) throws IOException {
        Map<String, byte[]> classes = new HashMap<>();
        StringWriter errors = new StringWriter();
        boolean compiled = compiler.getTask(
                        errors,
                        new ClassesInMemory(files, classes),
                        null,
                        OPTIONS,
                        null,
                        List.of(new SourceInMemory(mutant.source(), source(mutant))))
                .call();
        if (!compiled) {
            throw new IllegalStateException("Mutant \"" + mutant.name() + "\" does not compile: " + errors);
        }
        return classes;
    }

    @Override
    public void close() throws IOException {
        files.close();
    }

    private static final class SourceInMemory extends SimpleJavaFileObject {

        private final String text;

        SourceInMemory(String path, String text) {
            super(URI.create("memory:///" + path), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class ClassesInMemory extends ForwardingJavaFileManager<JavaFileManager> {

        private final Map<String, byte[]> classes;

        ClassesInMemory(JavaFileManager files, Map<String, byte[]> classes) {
            super(files);
            this.classes = classes;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("memory:///" + className), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return new ByteArrayOutputStream() {
                        @Override
                        public void close() {
                            classes.put(className, toByteArray());
                        }
                    };
                }
            };
        }
    }
}
