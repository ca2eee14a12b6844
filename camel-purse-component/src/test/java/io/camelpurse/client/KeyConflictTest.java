package io.camelpurse.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.camelpurse.CallOutcome;
import io.camelpurse.model.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a response says that the key was used, and for what. */
class KeyConflictTest {

    private static final Map<String, JsonNode> NAMED = Map.of("resource_id", TextNode.valueOf("c-1"));

    @Test
    void aConflictIsRecognizedByItsTypeAndWithoutOneByTheResourceThatItNames() {
        assertThat(KeyConflict.isReportedBy(failure(409, Problem.WRITE_CONFLICT, Map.of())))
                .isTrue();
        assertThat(KeyConflict.isReportedBy(failure(409, null, NAMED))).isTrue();
        assertThat(KeyConflict.isReportedBy(failure(409, null, Map.of()))).isFalse();
        assertThat(KeyConflict.isReportedBy(failure(409, "urn:eu.purse:other", NAMED)))
                .isFalse();
        assertThat(KeyConflict.isReportedBy(failure(422, Problem.WRITE_CONFLICT, NAMED)))
                .isFalse();
        assertThat(KeyConflict.isReportedBy(CallFailedException.unreadable(409, "is not JSON")))
                .isFalse();
    }

    @Test
    void onlyARejectionWithoutATypeMayBeAboutTheKey() {
        assertThat(KeyConflict.mayBeReportedBy(failure(409, null, Map.of()))).isTrue();
        assertThat(KeyConflict.mayBeReportedBy(failure(409, "urn:eu.purse:other", Map.of())))
                .isFalse();
        assertThat(KeyConflict.mayBeReportedBy(failure(422, null, Map.of()))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "/v2/payments/p-1/captures, false",
        "/v2/payments/p-2/captures, true",
        "/v2/payments/p-2, true",
        "/v2/payments/xxxxxx/captures, false",
        "/v2/payment-links/p-2, false",
        ", false"
    })
    void theInstanceOfTheProblemNamesThePayment(String instance, boolean another) {
        CallFailedException conflict = CallFailedException.responded(
                CallOutcome.REJECTED,
                new Problem(Problem.WRITE_CONFLICT, null, 409, null, instance, List.of(), NAMED),
                null);
        assertThat(KeyConflict.isAboutAnotherPayment(conflict, "p-1")).isEqualTo(another);
    }

    @Test
    void theResourceIsNamedByAnyScalarValue() {
        assertThat(named(TextNode.valueOf("c-1"))).contains("c-1");
        assertThat(named(IntNode.valueOf(7))).contains("7");
        assertThat(named(NullNode.getInstance())).isEmpty();
        assertThat(named(JsonNodeFactory.instance.objectNode())).isEmpty();
        assertThat(KeyConflict.resourceId(failure(409, null, Map.of()))).isEmpty();
    }

    private static Optional<String> named(JsonNode resourceId) {
        return KeyConflict.resourceId(failure(409, Problem.WRITE_CONFLICT, Map.of("resource_id", resourceId)));
    }

    private static CallFailedException failure(int status, String type, Map<String, JsonNode> extensions) {
        return CallFailedException.responded(
                CallOutcome.REJECTED, new Problem(type, null, status, null, null, List.of(), extensions), null);
    }
}
