package io.camelpurse.documentation;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.PurseOperation;
import io.camelpurse.PurseOperation.Execution;
import io.camelpurse.PurseOperation.HttpMethod;
import io.camelpurse.ResourceId;
import io.camelpurse.model.JsonFields;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The options that have an effect on an operation, by their labels and by the columns of the table of operations. */
final class OptionsByOperation {

    private static final Set<String> BODY_FIELDS = Arrays.stream(PurseOperation.values())
            .flatMap(operation -> operation.bodyFields().stream())
            .collect(Collectors.toSet());

    private static final Set<String> IDS =
            Arrays.stream(ResourceId.values()).map(ResourceId::option).collect(Collectors.toSet());

    /** Options whose label says less than they do. */
    private static final Map<String, Predicate<PurseOperation>> BY_NAME = Map.of(
            "maxAge",
            operation -> operation.httpMethod().filter(HttpMethod.GET::equals).isPresent()
                    || operation.execution() == Execution.VERIFICATION,
            "dryRun",
            operation -> operation.movesMoney() || operation.authorizesMoney(),
            "shopperRedirectionUrl",
            PurseOperation::creates,
            "webhookUrl",
            PurseOperation::creates,
            "webhookEventTypes",
            PurseOperation::creates);

    private OptionsByOperation() {}

    /** @param facts of the option, from the metadata */
    static boolean affects(String option, JsonNode facts, PurseOperation operation) {
        List<String> labels = List.of(facts.path("label").asText().split(","));
        if (labels.contains("consumer")) {
            return operation.receives();
        }
        if (labels.contains("producer") && operation.receives()) {
            return false;
        }
        if (BY_NAME.containsKey(option)) {
            return BY_NAME.get(option).test(operation);
        }
        if (IDS.contains(option)) {
            return operation
                    .resourceId()
                    .filter(id -> id.option().equals(option))
                    .isPresent();
        }
        String field = option.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
        if (BODY_FIELDS.contains(field)) {
            return operation.bodyFields().contains(field);
        }
        if (labels.contains("order")) {
            return operation.bodyFields().contains(JsonFields.AMOUNT);
        }
        if (labels.contains("money")) {
            return operation.movesMoney();
        }
        if (labels.contains("redirection")) {
            return operation.execution() == Execution.VERIFICATION;
        }
        return !labels.contains("webhook") || operation.receives() || operation.creates();
    }
}
