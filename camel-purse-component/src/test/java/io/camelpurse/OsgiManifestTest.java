package io.camelpurse;

import static org.assertj.core.api.Assertions.assertThat;

import aQute.bnd.header.Attrs;
import aQute.bnd.header.Parameters;
import aQute.bnd.osgi.Domain;
import aQute.bnd.version.Version;
import aQute.bnd.version.VersionRange;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;

/** What the bundle exports and imports. Nothing exports the packages of Camel and HttpClient, which are no bundles. */
class OsgiManifestTest {

    private static final Path MANIFEST = Path.of("target/classes/META-INF/MANIFEST.MF");

    private final Domain bundle = read(MANIFEST);

    @Test
    void thePublicPackagesAreExported() {
        assertThat(bundle.getExportPackage().keySet())
                .containsExactlyInAnyOrder(
                        "io.camelpurse",
                        "io.camelpurse.doctor",
                        "io.camelpurse.dsl",
                        "io.camelpurse.dsl.builders",
                        "io.camelpurse.model");
    }

    @Test
    void onlyWhatOptionalDependenciesBringIsOptional() {
        Parameters imports = bundle.getImportPackage();
        List<String> optional = imports.entrySet().stream()
                .filter(OsgiManifestTest::isOptional)
                .map(Map.Entry::getKey)
                .toList();

        assertThat(optional)
                .contains(
                        "jakarta.servlet",
                        "org.apache.camel.component.webhook",
                        "org.apache.camel.main",
                        "org.apache.camel.telemetry")
                .anyMatch(name -> name.startsWith("io.micrometer"))
                .allMatch(name -> name.startsWith("jakarta.servlet")
                        || name.startsWith("io.micrometer")
                        || name.startsWith("org.apache.camel.builder")
                        || name.startsWith("org.apache.camel.component.webhook")
                        || name.startsWith("org.apache.camel.main")
                        || name.startsWith("org.apache.camel.model")
                        || name.startsWith("org.apache.camel.spring.boot")
                        || name.startsWith("org.apache.camel.telemetry")
                        || name.startsWith("org.springframework"));
        assertThat(imports.keySet()).contains("org.apache.camel.component.http", "com.nimbusds.jose");
    }

    @Test
    void everyLibraryThatIsABundleExportsWhatIsImportedFromIt() throws IOException {
        List<Domain> bundles = bundles();
        assertThat(bundles).hasSizeGreaterThan(5);

        assertThat(bundle.getImportPackage().entrySet())
                .filteredOn(wanted -> !isOptional(wanted) && isOfABundle(wanted.getKey()))
                .hasSizeGreaterThan(15)
                .allSatisfy(wanted -> assertThat(bundles).anyMatch(library -> exports(library, wanted)));
    }

    private static boolean isOptional(Map.Entry<String, Attrs> wanted) {
        return "optional".equals(wanted.getValue().get("resolution:"));
    }

    private static boolean isOfABundle(String name) {
        return !name.startsWith("java.")
                && !name.startsWith("javax.")
                && !name.startsWith("org.w3c.")
                && !name.startsWith("org.apache.camel")
                && !name.startsWith("org.apache.hc.");
    }

    private static boolean exports(Domain library, Map.Entry<String, Attrs> wanted) {
        Attrs exported = library.getExportPackage().get(wanted.getKey());
        if (exported == null) {
            return false;
        }
        String range = wanted.getValue().getVersion();
        String version = exported.getVersion();
        return range == null || new VersionRange(range).includes(Version.parseVersion(version == null ? "0" : version));
    }

    private static List<Domain> bundles() throws IOException {
        List<Domain> bundles = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Domain library = entry.endsWith(".jar") ? Domain.domain(new File(entry)) : null;
            if (library != null && library.getBundleSymbolicName() != null) {
                bundles.add(library);
            }
        }
        return bundles;
    }

    private static Domain read(Path manifest) {
        try (InputStream content = Files.newInputStream(manifest)) {
            return Domain.domain(new Manifest(content));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
