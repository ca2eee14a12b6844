package io.camelpurse.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.camelpurse.client.Json;
import io.camelpurse.model.Payment;
import org.junit.jupiter.api.Test;

class JsonFieldPathTest {

    @Test
    void aPlaceIsThePathToTheValue() {
        JsonProcessingException failure = catchThrowableOfType(JsonProcessingException.class, () -> Json.mapper()
                .readValue("{\"captures\": [{\"amount\": 1.5}]}", Payment.class));

        assertThat(JsonFieldPath.of(failure)).isEqualTo(" at captures/[0]/amount");
    }

    @Test
    void aFailureWithoutAPathHasNoPlace() {
        assertThat(JsonFieldPath.of(new JsonParseException(null, "no JSON"))).isEmpty();
    }
}
