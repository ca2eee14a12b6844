package io.camelpurse.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.PurseComponent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** What is in the jar, measured before it is built. */
class JarSizeTest {

    /** Written by the build, and left out of the jar. */
    private static final Pattern NOT_IN_THE_JAR = Pattern.compile("META-INF/jandex\\.idx|.*/package-info\\.class");

    /** Just above the size in {@code architecture.adoc}. */
    private static final int LARGEST = 823_000;

    @Test
    void theJarStaysSmall() throws Exception {
        Path classes = Path.of(PurseComponent.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());

        assertThat(zipped(classes)).hasSizeBetween(300_000, LARGEST);
    }

    private static byte[] zipped(Path classes) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes);
                Stream<Path> walk = Files.walk(classes)) {
            List<Path> files = walk.filter(Files::isRegularFile).toList();
            for (Path file : files) {
                String name = classes.relativize(file).toString().replace('\\', '/');
                if (NOT_IN_THE_JAR.matcher(name).matches()) {
                    continue;
                }
                zip.putNextEntry(new ZipEntry(name));
                Files.copy(file, zip);
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
