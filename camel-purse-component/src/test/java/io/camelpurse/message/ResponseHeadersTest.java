package io.camelpurse.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.PurseConstants;
import io.camelpurse.PurseOperation;
import io.camelpurse.fixture.PurseExtension;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which headers a call removes before it begins, compared with all that there are. */
class ResponseHeadersTest {

    /** What routes set. Everything else is a response's, or a webhook's. */
    private static final Set<String> INPUT = Set.of(
            PurseConstants.ENTITY_ID,
            PurseConstants.PAYMENT_ID,
            PurseConstants.CLIENT_SESSION_ID,
            PurseConstants.PAYMENT_LINK_ID,
            PurseConstants.AMOUNT,
            PurseConstants.CURRENCY,
            PurseConstants.MERCHANT_REFERENCE,
            PurseConstants.IDEMPOTENCY_KEY,
            PurseConstants.MAX_AGE,
            PurseConstants.ORDER_REFERENCE,
            PurseConstants.SHOPPER_REDIRECTION_URL,
            PurseConstants.REDIRECTION_DATA,
            PurseConstants.EXPECTED_CLIENT_SESSION_ID);

    private static final Set<String> WEBHOOK =
            Set.of(PurseConstants.WEBHOOK_RESOURCE, PurseConstants.WEBHOOK_CHANGE, PurseConstants.WEBHOOK_CHANGE_KIND);

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().sharedContext().build();

    private final Message message = new DefaultExchange(PURSE.context()).getMessage();

    @Test
    void everyHeaderOfAResponseIsRemovedBeforeTheNextCall() throws IllegalAccessException {
        Set<String> all = allHeaders();
        all.forEach(header -> message.setHeader(header, "left"));
        ResponseHeaders.clear(message, PurseOperation.capturePayment);
        assertThat(message.getHeaders().keySet())
                .containsExactlyInAnyOrderElementsOf(all.stream()
                        .filter(header -> INPUT.contains(header) || WEBHOOK.contains(header))
                        .toList());
    }

    @ParameterizedTest
    @EnumSource(PurseOperation.class)
    void noOperationRemovesWhatItTakes(PurseOperation operation) {
        INPUT.forEach(header -> message.setHeader(header, "set"));
        ResponseHeaders.clear(message, operation);
        Set<String> taken = INPUT.stream()
                .filter(header -> !header.endsWith("Id")
                        || operation
                                .resourceId()
                                .filter(id -> id.header().equals(header))
                                .isPresent()
                        || header.equals(PurseConstants.ENTITY_ID)
                        || header.equals(PurseConstants.EXPECTED_CLIENT_SESSION_ID))
                .collect(Collectors.toSet());
        assertThat(message.getHeaders()).containsKeys(taken.toArray(String[]::new));
    }

    private static Set<String> allHeaders() throws IllegalAccessException {
        Set<String> all = Arrays.stream(PurseConstants.class.getFields())
                .map(ResponseHeadersTest::value)
                .collect(Collectors.toSet());
        assertThat(all).containsAll(INPUT).containsAll(WEBHOOK).contains(Exchange.HTTP_RESPONSE_CODE);
        return all;
    }

    private static String value(Field constant) {
        try {
            return (String) constant.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
