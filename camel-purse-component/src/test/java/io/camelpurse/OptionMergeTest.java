package io.camelpurse;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.fixture.PurseExtension;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every option counts that is set beside a configuration which is supplied, whichever comes first. */
class OptionMergeTest {

    private static final Map<Class<?>, Object> OBJECTS = Map.of(
            String.class,
            "other",
            Object.class,
            List.of("one", "two"),
            Supplier.class,
            (Supplier<Credentials>) () -> null,
            IdempotentRepository.class,
            new MemoryIdempotentRepository(),
            StateRepository.class,
            new MemoryStateRepository(),
            CloseableHttpAsyncClient.class,
            HttpAsyncClients.createDefault());

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().build();

    private final PurseComponent component = new PurseComponent();
    private final PurseConfiguration bean = new PurseConfiguration();

    static Stream<String> options() {
        return Arrays.stream(PurseConfiguration.class.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()) && !field.isSynthetic())
                .map(Field::getName);
    }

    @ParameterizedTest
    @MethodSource("options")
    void whatWasSetOnTheComponentsConfigurationIsKept(String option) throws Exception {
        Object value = otherThanDefault(option);
        set(component.getConfiguration(), option, value);

        component.setConfiguration(bean);

        assertThat(get(component.getConfiguration(), option)).isEqualTo(value);
        assertThat(get(bean, option)).isNotEqualTo(value);
    }

    @ParameterizedTest
    @MethodSource("options")
    void whatOnlyTheBeanSaysIsTaken(String option) throws Exception {
        Object value = otherThanDefault(option);
        set(bean, option, value);

        component.setConfiguration(bean);

        assertThat(get(component.getConfiguration(), option)).isEqualTo(value);
    }

    @ParameterizedTest
    @MethodSource("options")
    void whatAnEarlierBeanSaidIsForgotten(String option) throws Exception {
        Object initial = get(bean, option);
        set(bean, option, otherThanDefault(option));

        component.setConfiguration(bean);
        component.setConfiguration(new PurseConfiguration());

        assertThat(get(component.getConfiguration(), option)).isEqualTo(initial);
    }

    @ParameterizedTest
    @MethodSource("options")
    void anOptionOfTheComponentCountsEvenIfItSaysTheDefault(String option) throws Exception {
        Object initial = get(component.getConfiguration(), option);
        set(bean, option, otherThanDefault(option));

        PurseComponent configured = PURSE.component();
        configured.getComponentPropertyConfigurer().configure(PURSE.context(), configured, option, initial, false);
        configured.setConfiguration(bean);

        assertThat(get(configured.getConfiguration(), option)).isEqualTo(initial);
    }

    private static Object otherThanDefault(String option) throws Exception {
        Class<?> type = PurseConfiguration.class.getDeclaredField(option).getType();
        Object initial = get(new PurseConfiguration(), option);
        if (type == boolean.class) {
            return !(boolean) initial;
        }
        if (type == int.class || type == Integer.class) {
            return 17;
        }
        if (type == long.class || type == Long.class) {
            return 17L;
        }
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .filter(value -> value != initial)
                    .findFirst()
                    .orElseThrow();
        }
        return OBJECTS.get(type);
    }

    private static Object get(PurseConfiguration configuration, String option) throws Exception {
        return field(option).get(configuration);
    }

    private static void set(PurseConfiguration configuration, String option, Object value) throws Exception {
        field(option).set(configuration, value);
    }

    private static Field field(String option) throws NoSuchFieldException {
        Field field = PurseConfiguration.class.getDeclaredField(option);
        field.setAccessible(true);
        return field;
    }
}
