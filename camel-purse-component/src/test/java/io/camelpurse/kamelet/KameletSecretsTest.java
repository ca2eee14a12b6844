package io.camelpurse.kamelet;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.PurseConstants;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.WholeLog;
import io.camelpurse.sandbox.Account;
import io.camelpurse.sandbox.PurseSandbox;
import java.util.Map;
import java.util.Properties;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Credentials as parameters of a Kamelet, with everything in them that means something in a URI. */
class KameletSecretsTest {

    private static final Account ACCOUNT = new Account("entity", "id&+", "a&b+c%2B)?=é d", "k&+%20");

    private static final PurseSandbox SANDBOX =
            PurseSandbox.builder().account(ACCOUNT).start();

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder()
            .configure(configuration -> configuration.setApiUrl(SANDBOX.apiUrl()))
            .build();

    private final Properties properties = new Properties();

    @AfterAll
    static void close() {
        SANDBOX.close();
    }

    @ParameterizedTest
    @EnumSource
    void secretsReachPurseAsTheyAreAndNoLog(KameletUse use) throws Exception {
        set("id", ACCOUNT.clientId());
        set("secret", ACCOUNT.clientSecret());
        set("key", ACCOUNT.apiKey());
        use.load(
                PURSE,
                "purse-get-payment-action",
                Map.of("clientId", "RAW({{id}})", "clientSecret", "RAW({{secret}})", "apiKey", "RAW({{key}})"));
        assertPaymentIsRead();
    }

    @ParameterizedTest
    @EnumSource
    void secretsOfPropertiesReachPurseAsTheyAreAndNoLog(KameletUse use) throws Exception {
        set("camel.kamelet.purse-get-payment-action.clientId", ACCOUNT.clientId());
        set("camel.kamelet.purse-get-payment-action.clientSecret", ACCOUNT.clientSecret());
        set("camel.kamelet.purse-get-payment-action.apiKey", ACCOUNT.apiKey());
        use.load(PURSE, "purse-get-payment-action", Map.of());
        assertPaymentIsRead();
    }

    private void set(String name, String value) {
        properties.setProperty(name, value);
        PURSE.context().getPropertiesComponent().setOverrideProperties(properties);
    }

    private static void assertPaymentIsRead() {
        String payment = SANDBOX.authorizedPayment(4299, "EUR", "ORD-1");
        try (WholeLog log = WholeLog.atAllLevels()) {
            assertThat(PURSE.succeed("direct:in", null, Map.of(PurseConstants.PAYMENT_ID, payment))
                            .getHeader(PurseConstants.STATUS))
                    .isEqualTo("AUTHORIZED");
            assertThat(log.lines())
                    .isNotEmpty()
                    // Camel itself shows the values of placeholders at levels that are for finding faults.
                    .filteredOn(line -> line.level().isMoreSpecificThan(Level.INFO))
                    .noneMatch(line -> line.text().contains(ACCOUNT.clientSecret())
                            || line.text().contains(ACCOUNT.apiKey()));
        }
    }
}
