package io.camelpurse.examples.quarkus;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.camelpurse.sandbox.PurseSandbox;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Sandbox.class)
class ApplicationTest {

    private PurseSandbox purse;

    @Inject
    CamelContext camel;

    @Test
    void anOrderIsCapturedOnceItsShopperHasPaid() {
        String shopperUrl = given().queryParam("number", "ORD-1")
                .queryParam("total", "42.99")
                .post("/orders")
                .then()
                .statusCode(201)
                .extract()
                .asString();

        purse.shopper().pay(shopperUrl.substring(shopperUrl.lastIndexOf('/') + 1));

        await().untilAsserted(() -> assertEquals(
                4299L,
                purse.payments().get(0).path("amounts").path("total_captured").asLong()));
        purse.assertMovedExactlyOnce("ORD-1");
    }

    @Test
    void camelHasTheOlderVersionThatWorks() throws Exception {
        String page = Files.readString(Path.of("../../docs/dependencies.adoc"));

        assertTrue(page.contains("| " + camel.getVersion() + "\n| yes\n| The examples for"), camel.getVersion());
    }

    @Test
    void theComponentIsPartOfTheHealthEndpoint() {
        given().get("/q/health")
                .then()
                .statusCode(200)
                .body("status", equalTo("UP"))
                .body("checks.name", hasItems("camel-producers", "camel-consumers"));
    }
}
