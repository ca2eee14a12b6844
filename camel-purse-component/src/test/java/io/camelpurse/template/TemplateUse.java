package io.camelpurse.template;

import io.camelpurse.fixture.PurseExtension;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** The languages in which a route template is used. */
enum TemplateUse {
    JAVA {
        @Override
        void add(CamelContext context, String template, Map<String, String> parameters) {
            TemplatedRouteBuilder route =
                    TemplatedRouteBuilder.builder(context, template).routeId("templated");
            parameters.forEach(route::parameter);
            route.add();
        }
    },

    XML {
        @Override
        void add(CamelContext context, String template, Map<String, String> parameters) throws Exception {
            load(
                    context,
                    "route.xml",
                    parameters.entrySet().stream()
                            .map(parameter -> "<parameter name='%s' value=\"%s\"/>"
                                    .formatted(parameter.getKey(), escaped(parameter.getValue())))
                            .collect(Collectors.joining(
                                    "",
                                    "<templatedRoute routeTemplateRef='%s' routeId='templated'>".formatted(template),
                                    "</templatedRoute>")));
        }

        private static String escaped(String value) {
            return value.replace("&", "&amp;").replace("<", "&lt;");
        }
    },

    YAML {
        @Override
        void add(CamelContext context, String template, Map<String, String> parameters) throws Exception {
            load(
                    context,
                    "route.yaml",
                    parameters.entrySet().stream()
                            .map(parameter ->
                                    "{name: %s, value: \"%s\"}".formatted(parameter.getKey(), parameter.getValue()))
                            .collect(Collectors.joining(
                                    ", ",
                                    "- templatedRoute: {routeTemplateRef: %s, routeId: templated, parameters: ["
                                            .formatted(template),
                                    "]}")));
        }
    };

    private static final String TEMPLATES = "classpath:io/camelpurse/templates/%s.yaml";

    abstract void add(CamelContext context, String template, Map<String, String> parameters) throws Exception;

    /** A started route from the template of a file. */
    void start(PurseExtension purse, String file, Map<String, String> parameters) throws Exception {
        CamelContext context = purse.context();
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(PluginHelper.getResourceLoader(context).resolveResource(TEMPLATES.formatted(file)));
        add(context, "purse-" + file, parameters);
        purse.template();
    }

    private static void load(CamelContext context, String name, String text) throws Exception {
        Resource resource = ResourceHelper.fromString(name, text);
        PluginHelper.getRoutesLoader(context).loadRoutes(resource);
    }
}
