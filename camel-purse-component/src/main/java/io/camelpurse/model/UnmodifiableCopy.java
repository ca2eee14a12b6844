package io.camelpurse.model;

import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Copies of JSON values that nobody can change. */
final class UnmodifiableCopy {

    private UnmodifiableCopy() {}

    static <T> List<T> list(List<T> list) {
        return list == null ? null : Collections.unmodifiableList(new ArrayList<>(list));
    }

    static Map<String, Object> otherFields(Map<String, Object> map) {
        return map == null ? Map.of() : fields(map);
    }

    static Map<String, Object> fields(Map<String, Object> map) {
        return map == null || map instanceof Fields ? map : new Fields(map);
    }

    static Object value(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map instanceof Fields ? map : new Fields(map);
        }
        if (value instanceof List<?> list) {
            return Collections.unmodifiableList(
                    new ArrayList<>(list.stream().map(UnmodifiableCopy::value).toList()));
        }
        return value;
    }

    static String text(Object value) {
        return value == null ? null : value.toString();
    }

    static List<String> texts(Object value) {
        if (value == null) {
            return List.of();
        }
        return value instanceof List<?> list
                ? list.stream().map(UnmodifiableCopy::text).toList()
                : List.of(value.toString());
    }

    /** An unchangeable JSON object, whose text form shows the names only: its values may be anybody's secret. */
    private static final class Fields extends AbstractMap<String, Object> {

        private final Map<String, Object> values = new LinkedHashMap<>();

        Fields(Map<?, ?> source) {
            source.forEach((name, value) -> values.put(String.valueOf(name), value(value)));
        }

        @Override
        public Set<Entry<String, Object>> entrySet() {
            return Collections.unmodifiableMap(values).entrySet();
        }

        @Override
        public Object get(Object name) {
            return values.get(name);
        }

        @Override
        public boolean containsKey(Object name) {
            return values.containsKey(name);
        }

        @Override
        public String toString() {
            return values.keySet().toString();
        }
    }
}
