package io.camelpurse.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelpurse.PurseConfiguration;
import io.camelpurse.PurseConstants;
import io.camelpurse.PurseValidationException;
import io.camelpurse.fixture.PurseExtension;
import java.time.Duration;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaxAgeTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().sharedContext().build();

    private final PurseConfiguration configuration = new PurseConfiguration();

    static Stream<Object> halfAMinute() {
        return Stream.of("30s", "30000", " 30000 ", " 30s\n", 30_000, 30_000L, Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @MethodSource("halfAMinute")
    void aHeaderIsADurationOrANumberOfMilliseconds(Object header) throws Exception {
        configuration.setMaxAge(5000L);
        assertThat(of(header)).isEqualTo(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void withoutAHeaderTheOptionCounts(String header) throws Exception {
        assertThat(of(header)).isNull();
        configuration.setMaxAge(5000L);
        assertThat(of(header)).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void aYearIsTheLongest() throws Exception {
        assertThat(of("365d")).isEqualTo(Duration.ofDays(365));
        assertThatThrownBy(() -> of(Duration.ofDays(365).plusMillis(1)))
                .isInstanceOf(PurseValidationException.class)
                .hasMessageContaining("at most 8760 hours");
    }

    @Test
    void aNegativeOneIsRejected() {
        assertThatThrownBy(() -> of(-1))
                .isInstanceOf(PurseValidationException.class)
                .hasMessageContaining("must not be negative");
    }

    @Test
    void whatIsNoDurationIsRejected() {
        assertThatThrownBy(() -> of("soon"))
                .isInstanceOf(PurseValidationException.class)
                .hasMessageContaining("which is no duration");
    }

    private Duration of(Object header) throws PurseValidationException {
        Exchange exchange = new DefaultExchange(PURSE.context());
        exchange.getMessage().setHeader(PurseConstants.MAX_AGE, header);
        return MaxAge.of(exchange, configuration);
    }
}
