package io.camelpurse.ordertocash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {

    @TempDir
    private Path root;

    @Test
    void wrongCredentialsRejectNoDocument() throws Exception {
        try (Stage stage = new Stage(root, Map.of("camel.component.purse.client-secret", "wrong"))) {
            stage.deliver("1.xml", Documents.order("ORD-1", "EUR", "10.00"));
            stage.awaitCalls("getAccessToken", 3);

            assertThat(stage.isOpen("1.xml")).isTrue();
        }
    }
}
