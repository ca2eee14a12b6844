package io.camelpurse.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.camelpurse.PurseComponent;
import io.camelpurse.PurseConfiguration;
import io.camelpurse.documentation.Document.CodeBlock;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.component.stub.StubComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Routes in the documents load, and all but their consumers start: every option is known, and nothing is called. */
class YamlExamplesTest {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\??([\\w.]+)}}");

    static List<CodeBlock> yaml() {
        return routes("yaml", "- ", "apiVersion: camel.apache.org/v1\nkind: Pipe\n");
    }

    static List<CodeBlock> xml() {
        return routes("xml", "<route", "<templatedRoute");
    }

    @ParameterizedTest
    @MethodSource("yaml")
    void anExampleInYamlLoads(CodeBlock example) {
        assertThatCode(() -> load("yaml", example.code())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("xml")
    void anExampleInXmlLoads(CodeBlock example) {
        assertThatCode(() -> load("xml", example.code())).doesNotThrowAnyException();
    }

    @Test
    void aMistakeInAnExampleIsFound() {
        assertThatCode(() -> load("yaml", "- from: {uri: direct:a, steps: [{to: 'purse:getPayment?payment=1'}]}"))
                .rootCause()
                .hasMessageContaining("Unknown parameters of purse:getPayment: payment");
    }

    private static List<CodeBlock> routes(String language, String... beginnings) {
        List<CodeBlock> routes = Document.all().stream()
                .flatMap(document -> document.blocks(language).stream())
                .filter(block -> Arrays.stream(beginnings).anyMatch(block.code()::startsWith))
                .toList();
        assertThat(routes).isNotEmpty();
        return routes;
    }

    private static void load(String language, String code) throws Exception {
        Properties values = new Properties();
        PLACEHOLDER.matcher(code).results().forEach(found -> values.setProperty(found.group(1), "1"));
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.setAutoStartup(false);
            context.getPropertiesComponent().setInitialProperties(values);
            context.addComponent("jms", new StubComponent());
            context.getRegistry().bind("database", new JdbcDataSource());
            PurseConfiguration purse =
                    context.getComponent("purse", PurseComponent.class).getConfiguration();
            purse.setClientId("id");
            purse.setClientSecret("secret");
            loadTemplates(context);
            Resource resource = ResourceHelper.fromString("example." + language, code);
            PluginHelper.getRoutesLoader(context).loadRoutes(resource);
            context.start();
            assertThat(context.getRoutes()).isNotEmpty();
        }
    }

    private static void loadTemplates(CamelContext context) throws Exception {
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(PluginHelper.getPackageScanResourceResolver(context)
                        .findResources("classpath:io/camelpurse/templates/*.yaml"));
    }
}
