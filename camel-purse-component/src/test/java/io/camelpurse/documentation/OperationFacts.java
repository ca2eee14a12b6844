package io.camelpurse.documentation;

import io.camelpurse.PurseOperation;
import java.util.Arrays;
import java.util.List;

/** What the component's table of operations says of one, for comparison with the documents. */
record OperationFacts(String name, String call, List<String> requiredFields) {

    static List<OperationFacts> all() {
        return Arrays.stream(PurseOperation.values()).map(OperationFacts::of).toList();
    }

    private static OperationFacts of(PurseOperation operation) {
        String call = operation
                .pathTemplate()
                .map(path -> operation.httpMethod().orElseThrow() + " " + path)
                .orElse(null);
        return new OperationFacts(operation.name(), call, operation.requiredFields());
    }

    @Override
    public String toString() {
        return name;
    }
}
