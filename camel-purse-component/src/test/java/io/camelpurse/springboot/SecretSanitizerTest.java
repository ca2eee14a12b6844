package io.camelpurse.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.fixture.ComponentOptions;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class SecretSanitizerTest {

    private final SecretSanitizer sanitizer = new SecretSanitizer(environment());

    private static StandardEnvironment environment() {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "application",
                        Map.of(
                                "camel.component.purse.client-secret", "${MY_SECRET}",
                                "camel.component.purse.entity-id", "entity-1",
                                "MY_SECRET", "secret-1")));
        return environment;
    }

    @ParameterizedTest
    @MethodSource("io.camelpurse.fixture.ComponentOptions#all")
    void aSecretOptionIsHiddenInEachSpellingAndNoOtherOne(String name, JsonNode facts) {
        boolean secret = facts.path("secret").asBoolean();
        String dashed = name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);

        assertThat(isHidden("camel.component.purse." + name)).isEqualTo(secret);
        assertThat(isHidden("camel.component.purse." + dashed)).isEqualTo(secret);
        assertThat(isHidden("camel.component.purse-eu." + dashed)).isEqualTo(secret);
        assertThat(isHidden("CAMEL_COMPONENT_PURSE_" + name.toUpperCase(Locale.ROOT)))
                .isEqualTo(secret);
        assertThat(isHidden("CAMEL_COMPONENT_PURSE_" + dashed.replace('-', '_').toUpperCase(Locale.ROOT)))
                .isEqualTo(secret);
    }

    @Test
    void thereAreSecretOptions() {
        assertThat(ComponentOptions.all())
                .anyMatch(option -> ((JsonNode) option.get()[1]).path("secret").asBoolean());
    }

    @ParameterizedTest
    @ValueSource(strings = {"my.client-secret", "CLIENT_SECRET", "spring.application.name"})
    void whatIsNotAComponentsIsLeftToOthers(String key) {
        assertThat(isHidden(key)).isFalse();
    }

    @Test
    void theValueOfASecretOptionIsHiddenWhereverItStands() {
        assertThat(isHidden("MY_SECRET", "secret-1")).isTrue();
        assertThat(isHidden("MY_ENTITY", "entity-1")).isFalse();
        assertThat(isHidden("nothing", null)).isFalse();
    }

    private boolean isHidden(String key) {
        return isHidden(key, "value-1");
    }

    private boolean isHidden(String key, Object value) {
        SanitizableData data = new SanitizableData(null, key, value);
        return SanitizableData.SANITIZED_VALUE.equals(sanitizer.apply(data).getValue());
    }
}
