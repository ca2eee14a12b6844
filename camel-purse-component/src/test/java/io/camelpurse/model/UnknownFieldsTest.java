package io.camelpurse.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests {@link OtherFields}. */
class UnknownFieldsTest {

    private static final List<String> NAMES = List.of(
            "new_field",
            "newField",
            "other_fields",
            "otherFields",
            "final",
            "is_final",
            "kind",
            "operations",
            "last_change",
            "empty",
            "seller",
            "class",
            "@type",
            "",
            "ünïcode name");

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void unknownFieldsAtAnyLevelSurvive(long seed) {
        Random random = new Random(seed);
        List<String> samples = List.copyOf(Samples.RECORDS.keySet());
        String sample = samples.get(random.nextInt(samples.size()));
        JsonNode tree = Samples.tree(sample);
        List<ObjectNode> levels = levels(tree);
        for (int added = 0; added <= random.nextInt(6); added++) {
            ObjectNode level = levels.get(random.nextInt(levels.size()));
            level.set(NAMES.get(random.nextInt(NAMES.size())), value(random, 3));
        }

        Object read = Samples.read(tree, Samples.RECORDS.get(sample));

        assertThat(Samples.write(read)).isEqualTo(tree);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void absentFieldsStayAbsent(long seed) {
        Random random = new Random(seed);
        List<String> samples = List.copyOf(Samples.RECORDS.keySet());
        String sample = samples.get(random.nextInt(samples.size()));
        JsonNode tree = Samples.tree(sample);
        for (ObjectNode level : levels(tree)) {
            List<String> names = new ArrayList<>();
            level.fieldNames().forEachRemaining(names::add);
            names.removeIf(name -> random.nextInt(3) > 0);
            level.remove(names);
        }

        Object read = Samples.read(tree, Samples.RECORDS.get(sample));

        assertThat(Samples.write(read)).isEqualTo(tree);
    }

    @Test
    void unknownStatusesSurvive() {
        ObjectNode tree = (ObjectNode) Samples.tree("payment-get-response");
        tree.withObject("/authorization").put("status", "FROZEN_BY_REGULATOR");
        tree.withObject("/overview").put("captured", "ALMOST");
        ((ObjectNode) tree.at("/captures/0")).put("status", "SETTLED");

        Payment payment = Samples.read(tree, Payment.class);

        assertThat(payment.authorizationStatus()).isEqualTo("FROZEN_BY_REGULATOR");
        assertThat(payment.captures().get(0).isFinal()).isFalse();
        assertThat(Samples.write(payment)).isEqualTo(tree);
    }

    @Test
    void emptyUnknownFieldsSurviveAMapperThatLeavesOutWhatIsEmpty() throws Exception {
        JsonMapper mapper = JsonMapper.builder()
                .serializationInclusion(JsonInclude.Include.NON_EMPTY)
                .build();
        String json = "{\"captures\":[],\"new_null\":null,\"new_array\":[],\"new_object\":{},\"new_text\":\"\"}";

        String written = mapper.writeValueAsString(mapper.readValue(json, Payment.class));

        assertThat(mapper.readTree(written)).isEqualTo(mapper.readTree(json));
    }

    @Test
    void anUnknownFieldCanBeRead() {
        ObjectNode tree = (ObjectNode) Samples.tree("payment-get-response");
        tree.withObject("/links").putArray("related").add("/v2/somewhere");

        Payment payment = Samples.read(tree, Payment.class);

        assertThat(payment.links().otherFields()).containsEntry("related", List.of("/v2/somewhere"));
    }

    private static List<ObjectNode> levels(JsonNode tree) {
        List<ObjectNode> levels = new ArrayList<>();
        if (tree instanceof ObjectNode object) {
            levels.add(object);
        }
        tree.forEach(child -> levels.addAll(levels(child)));
        return levels;
    }

    private static JsonNode value(Random random, int depth) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (random.nextInt(depth > 0 ? 8 : 6)) {
            case 0 -> nodes.nullNode();
            case 1 -> nodes.booleanNode(random.nextBoolean());
            case 2 -> Samples.write(random.nextLong());
            case 3 -> nodes.numberNode(random.nextInt(1000) + 0.25);
            case 4 -> nodes.textNode("");
            case 5 -> nodes.textNode("text \"" + random.nextInt() + "\" \n €");
            case 6 -> {
                ArrayNode array = nodes.arrayNode();
                IntStream.range(0, random.nextInt(4)).forEach(index -> array.add(value(random, depth - 1)));
                yield array;
            }
            default -> {
                ObjectNode object = nodes.objectNode();
                IntStream.range(0, random.nextInt(4))
                        .forEach(index -> object.set("field_" + index, value(random, depth - 1)));
                yield object;
            }
        };
    }
}
