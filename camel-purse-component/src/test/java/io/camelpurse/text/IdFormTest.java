package io.camelpurse.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdFormTest {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");
    private static final Pattern UUID = Pattern.compile(IdForm.UUID);
    private static final String CHARACTERS = "09AFGZafgz-_/.%@[`{:\u00e9\u0660 ";

    @ParameterizedTest
    @CsvSource({
        "9a14962c-bdcf-49d1-8673-e75dfb48013f, true, true",
        "9A14962C-BDCF-49D1-8673-E75DFB48013F, true, true",
        "9a14962c-bdcf-49d1-8673-e75dfb48013, true, false",
        "9a14962cxbdcf-49d1-8673-e75dfb48013f, true, false",
        "9g14962c-bdcf-49d1-8673-e75dfb48013f, true, false",
        "pay_123, true, false",
        "-123, false, false",
        "_123, false, false",
        "a/b, false, false",
        "'', false, false"
    })
    void whatIsAnId(String text, boolean isId, boolean isUuid) {
        assertThat(IdForm.isId(text)).isEqualTo(isId);
        assertThat(IdForm.isUuid(text)).isEqualTo(isUuid);
    }

    @Test
    void anIdHas100CharactersAtTheMost() {
        assertThat(IdForm.isId("a".repeat(100))).isTrue();
        assertThat(IdForm.isId("a".repeat(101))).isFalse();
    }

    @Test
    void everyCharacterCounts() {
        Random random = new Random(20_261_127L);
        String uuid = "9a14962c-bdcf-49d1-8673-e75dfb48013f";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(uuid);
            for (int changes = random.nextInt(3); changes > 0; changes--) {
                text.setCharAt(random.nextInt(uuid.length()), CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
            }
            text.setLength(random.nextInt(4) == 0 ? random.nextInt(uuid.length()) : uuid.length());
            assertThat(IdForm.isId(text.toString()))
                    .as("%s", text)
                    .isEqualTo(ID.matcher(text).matches());
            assertThat(IdForm.isUuid(text.toString()))
                    .as("%s", text)
                    .isEqualTo(UUID.matcher(text).matches());
        }
    }
}
