package io.camelpurse.documentation;

import io.camelpurse.PurseOperation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;

/** What the component's table of operations says of one, for comparison with the documents. */
record OperationFacts(String name, String call, List<String> requiredFields) {

    static List<OperationFacts> all() {
        return Arrays.stream(PurseOperation.values()).map(OperationFacts::of).toList();
    }

    private static OperationFacts of(PurseOperation operation) {
        boolean reads = (Boolean) ask(operation, "reads");
        Object path = ask(operation, "path", new Class<?>[] {String.class}, new Object[] {null});
        List<String> fields = ((List<?>) ask(operation, "requiredFields"))
                .stream().map(String::valueOf).toList();
        String call = path == null ? null : (reads ? "GET " : "POST ") + path;
        return new OperationFacts(operation.name(), call, fields);
    }

    private static Object ask(PurseOperation operation, String method) {
        return ask(operation, method, new Class<?>[0], new Object[0]);
    }

    /** The table is nobody's business outside the component, so it is not public. */
    private static Object ask(PurseOperation operation, String name, Class<?>[] types, Object[] arguments) {
        try {
            Method method = PurseOperation.class.getDeclaredMethod(name, types);
            method.setAccessible(true);
            return method.invoke(operation, arguments);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
