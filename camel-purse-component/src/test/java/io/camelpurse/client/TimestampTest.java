package io.camelpurse.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampTest {

    private static final String[] ZONES = {
        "Z",
        "+02:00",
        "-02:00",
        "-00:00",
        "+18:00",
        "+18:01",
        "+05:30",
        "-05:30",
        "+02",
        "+0200",
        "+02:00:30",
        "z",
        "",
        "+2:00",
        "+02:60",
        "Z ",
        "[UTC]",
        "Z[UTC]"
    };
    private static final String CHARACTERS = "0123456789-+:.TZtz \u0660";

    @ParameterizedTest
    @CsvSource({
        "2020-08-25T10:42:59.123+02:00, 2020-08-25T08:42:59.123Z",
        "2019-08-24T14:15:22Z, 2019-08-24T14:15:22Z",
        "2019-08-24T14:15:22.000000001-05:30, 2019-08-24T19:45:22.000000001Z",
        "2024-02-29T23:59:59.9Z, 2024-02-29T23:59:59.900Z",
        "2019-08-24T14:15Z, 2019-08-24T14:15:00Z"
    })
    void aTimestampIsAnInstant(String text, Instant expected) {
        assertThat(Timestamp.parse(text)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2019-08-24",
                "2019-08-24T14:15:22",
                "2019-02-29T14:15:22Z",
                "2019-08-24T24:00:00Z",
                "2019-08-24T23:59:60Z",
                "2019-08-24T14:15:22.1234567890Z",
                "2019-08-24T14:15:22+19:00"
            })
    void whatIsNoTimestampIsNone(String text) {
        assertThat(Timestamp.parse(text)).isEmpty();
    }

    /** Every form, and nearly every form, as the platform reads it. */
    @Test
    void everyTextIsReadAsThePlatformReadsIt() {
        Random random = new Random(20_261_127L);
        int timestamps = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(String.format(
                    "%04d-%02d-%02dT%02d:%02d:%02d",
                    random.nextInt(10_000),
                    random.nextInt(14),
                    random.nextInt(33),
                    random.nextInt(26),
                    random.nextInt(62),
                    random.nextInt(62)));
            int digits = random.nextInt(12);
            if (digits > 0) {
                text.append('.');
                random.ints(digits - 1, 0, 10).forEach(text::append);
            }
            text.append(ZONES[random.nextInt(ZONES.length)]);
            if (random.nextInt(4) == 0) {
                text.setCharAt(random.nextInt(text.length()), CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
            }
            Optional<Instant> expected = platform(text.toString());
            assertThat(Timestamp.parse(text.toString())).as("%s", text).isEqualTo(expected);
            timestamps += expected.isPresent() ? 1 : 0;
        }
        assertThat(timestamps).isGreaterThan(2_000);
    }

    private static Optional<Instant> platform(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
