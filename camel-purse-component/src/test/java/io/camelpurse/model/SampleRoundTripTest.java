package io.camelpurse.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.File;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SampleRoundTripTest {

    static Set<String> samples() {
        return Samples.RECORDS.keySet();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aSampleIsWrittenBackAsItCame(String sample) {
        JsonNode tree = Samples.tree(sample);

        Object read = Samples.read(tree, Samples.RECORDS.get(sample));

        assertThat(Samples.write(read)).isEqualTo(tree);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aMapperWithOtherHabitsWritesTheSame(String sample) throws Exception {
        JsonMapper mapper = JsonMapper.builder()
                .serializationInclusion(JsonInclude.Include.NON_EMPTY)
                .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .build();
        JsonNode tree = Samples.tree(sample);

        String written = mapper.writeValueAsString(mapper.readValue(tree.toString(), Samples.RECORDS.get(sample)));

        assertThat(Samples.MAPPER.readTree(written)).isEqualTo(tree);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everyFieldOfASampleIsAComponent(String sample) {
        Object read = Samples.read(sample, Samples.RECORDS.get(sample));

        assertThat(otherFields(read)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void theSameSampleReadTwiceIsEqual(String sample) {
        Object one = Samples.read(sample, Samples.RECORDS.get(sample));
        Object other = Samples.read(sample, Samples.RECORDS.get(sample));

        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
    }

    @Test
    void everySampleIsTested() throws Exception {
        File folder =
                new File(getClass().getResource("samples/token-response.json").toURI()).getParentFile();

        assertThat(folder.list()).isNotEmpty().allSatisfy(file -> assertThat(Samples.RECORDS)
                .containsKey(file.replace(".json", "")));
    }

    /** The API reference has no sample of these, which have tests of their own. */
    private static final Set<Class<?>> WITHOUT_SAMPLE = Set.of(
            Authentication.class,
            EligibleSolutions.class,
            Problem.class,
            Problem.FieldError.class,
            RedirectionData.class);

    @Test
    void everyOtherRecordOfTheModelIsInASample() {
        Set<Class<?>> inSamples = new HashSet<>();
        Samples.RECORDS.forEach((sample, type) -> addRecords(Samples.read(sample, type), inSamples));
        assertThat(new ClassFileImporter()
                                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                                .importPackages(Payment.class.getPackageName())
                                .stream()
                                .filter(JavaClass::isRecord)
                                .map(JavaClass::reflect))
                .hasSizeGreaterThan(WITHOUT_SAMPLE.size())
                .filteredOn(record -> !WITHOUT_SAMPLE.contains(record))
                .isSubsetOf(inSamples);
    }

    private static void addRecords(Object value, Set<Class<?>> found) {
        if (value instanceof Collection<?> collection) {
            collection.forEach(element -> addRecords(element, found));
        } else if (value instanceof Record) {
            found.add(value.getClass());
            components(value).forEach(component -> addRecords(component, found));
        }
    }

    private static Set<String> otherFields(Object value) {
        Set<String> names = new TreeSet<>();
        if (value instanceof List<?> list) {
            list.forEach(element -> names.addAll(otherFields(element)));
        } else if (value instanceof Record) {
            components(value).forEach(component -> names.addAll(otherFields(component)));
            others(value).keySet().forEach(name -> names.add(name.toString()));
        }
        return names;
    }

    private static Stream<Object> components(Object value) {
        return Arrays.stream(value.getClass().getRecordComponents()).map(component -> {
            try {
                return component.getAccessor().invoke(value);
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
            }
        });
    }

    private static Map<?, ?> others(Object value) {
        try {
            return (Map<?, ?>) value.getClass().getMethod("otherFields").invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
