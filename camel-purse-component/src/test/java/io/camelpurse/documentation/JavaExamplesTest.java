package io.camelpurse.documentation;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.camelpurse.documentation.Document.CodeBlock;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Java in the documents compiles: whole classes, and pieces of a route builder's {@code configure}. */
class JavaExamplesTest {

    static List<CodeBlock> java() {
        return Document.all().stream()
                .flatMap(document -> document.blocks("java").stream())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("java")
    void anExampleInJavaCompiles(CodeBlock example, @TempDir Path classes) {
        assertThatCode(() -> JavaExample.compile(example, classes)).doesNotThrowAnyException();
    }
}
