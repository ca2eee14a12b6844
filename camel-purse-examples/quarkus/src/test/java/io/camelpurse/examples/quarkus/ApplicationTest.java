package io.camelpurse.examples.quarkus;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.camelpurse.sandbox.PurseSandbox;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Sandbox.class)
class ApplicationTest {

    private PurseSandbox purse;

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
    void theComponentIsPartOfTheHealthEndpoint() {
        given().get("/q/health")
                .then()
                .statusCode(200)
                .body("status", equalTo("UP"))
                .body("checks.name", hasItems("camel-producers", "camel-consumers"));
    }
}
