package io.camelpurse.kamelet;

import io.camelpurse.fixture.PurseExtension;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** The ways to use a Kamelet, with {@code direct:in} before it or {@code mock:out} behind it. */
enum KameletUse {
    ROUTE {
        @Override
        String sink(String kamelet, Map<String, String> parameters) {
            return """
                    - from:
                        uri: direct:in
                        steps:
                          - to:
                              uri: kamelet:%s
                              parameters: %s
                          - to: mock:out
                    """.formatted(kamelet, yaml(parameters));
        }

        @Override
        String source(String kamelet, Map<String, String> parameters, String format) {
            return """
                    - from:
                        uri: kamelet:%s
                        parameters: %s
                        steps:
                          - transformDataType:
                              toType: %s
                          - to: mock:out
                    """.formatted(kamelet, yaml(parameters), format);
        }
    },

    PIPE {
        @Override
        String sink(String kamelet, Map<String, String> parameters) {
            return """
                    apiVersion: camel.apache.org/v1
                    kind: Pipe
                    metadata:
                      name: pipe
                    spec:
                      source:
                        uri: direct:in
                      steps:
                        - ref:
                            kind: Kamelet
                            apiVersion: camel.apache.org/v1
                            name: %s
                          properties: %s
                      sink:
                        uri: mock:out
                    """.formatted(kamelet, yaml(unencoded(parameters)));
        }

        @Override
        String source(String kamelet, Map<String, String> parameters, String format) {
            return """
                    apiVersion: camel.apache.org/v1
                    kind: Pipe
                    metadata:
                      name: pipe
                    spec:
                      source:
                        ref:
                          kind: Kamelet
                          apiVersion: camel.apache.org/v1
                          name: %s
                        properties: %s
                        dataTypes:
                          out:
                            format: %s
                      sink:
                        uri: mock:out
                    """.formatted(kamelet, yaml(unencoded(parameters)), format);
        }
    };

    abstract String sink(String kamelet, Map<String, String> parameters);

    abstract String source(String kamelet, Map<String, String> parameters, String format);

    /** Loads {@code direct:in}, the Kamelet and {@code mock:out}. */
    void load(PurseExtension purse, String kamelet, Map<String, String> parameters) throws Exception {
        load(purse, sink(kamelet, parameters));
    }

    static void load(PurseExtension purse, String yaml) throws Exception {
        PluginHelper.getRoutesLoader(purse.context()).loadRoutes(ResourceHelper.fromString("route.yaml", yaml));
    }

    /** A Pipe would else encode what is special in a URI, and nobody would decode it. */
    private static Map<String, String> unencoded(Map<String, String> parameters) {
        Map<String, String> raw = new TreeMap<>(parameters);
        raw.replaceAll((name, value) -> value.startsWith("RAW(") ? value : "RAW(" + value + ")");
        return raw;
    }

    private static String yaml(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + ": '" + parameter.getValue() + "'")
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
