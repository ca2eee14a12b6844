package io.camelpurse.documentation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Writes the pages of options and headers out of the metadata that Camel's tools read too. */
final class ReferencePages {

    private static final String METADATA = "/META-INF/io/camelpurse/purse.json";

    /** The metadata has no mark-up, so code is known by its looks. */
    private static final Pattern CODE =
            Pattern.compile("(?<![\\w.])(CamelPurse\\w+|camel(?:\\.\\w+)+=\\w+|x(?:-[a-z]+)+|[a-z]+(?:_[a-z]+)+"
                    + "|[a-z]+(?:[A-Z][a-z]+)+|Cache-Control: max-age|\\d+s|/oauth/token)(?!\\w)");

    private final JsonNode metadata;

    ReferencePages() {
        try (InputStream json = ReferencePages.class.getResourceAsStream(METADATA)) {
            metadata = JsonMapper.builder().build().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode metadata() {
        return metadata;
    }

    /** The pages by the names of their files. */
    Map<String, String> render() {
        return new TreeMap<>(Map.of("options.adoc", options(), "headers.adoc", headers()));
    }

    private String options() {
        Lines page = new Lines();
        page.add("= Options");
        page.add("");
        generated(page);
        page.add("An option is set on the component, on the endpoint, or on both; the value of the"
                + " endpoint takes precedence. For some options there is a xref:headers.adoc[header],"
                + " which takes precedence over both. The id of a payment, client session or payment"
                + " link is an option of the endpoint only, and takes precedence over the header.");
        page.add("");
        page.add("On an endpoint, an option is a parameter of the URI, or in YAML an entry under"
                + " `parameters`. On the component, it is a property such as"
                + " `camel.component.purse.client-id`, or a setter of"
                + " `PurseComponent.getConfiguration()`. Durations are written as `30s` or `1m30s`; a"
                + " plain number is in milliseconds.");
        page.add("");
        page.add(
                "No option is autowired, since a client, a repository or credentials in the registry may be meant for something"
                        + " else. `autowiredEnabled`, which every Camel component has, has no effect. Name the bean, as in"
                        + " `httpClient=#name`.");
        page.add("");
        page.add("[#path]");
        page.add("== URI path");
        page.add("");
        page.add("`" + metadata.path("component").path("syntax").asText() + "`");
        page.add("");
        table(page, select(false, "path", null));
        for (Topic topic : Topic.values()) {
            page.add("[#" + topic.anchor() + "]");
            page.add("== " + topic.title);
            page.add("");
            table(page, select(false, "parameter", topic));
        }
        page.add("[#component]");
        page.add("== Options of the component only");
        page.add("");
        table(page, select(true, "property", null));
        return page.text();
    }

    private String headers() {
        Lines page = new Lines();
        page.add("= Headers");
        page.add("");
        generated(page);
        page.add("No other header of a message has an effect on a call, but for"
                + " xref:redirections.adoc#input[the query parameter that a shopper brings back], and"
                + " none is sent to Purse. Names are not case-sensitive. The same names are constants in"
                + " `io.camelpurse.PurseConstants`.");
        page.add("");
        page.add("A header that a route sets always counts, however it was set;"
                + " xref:amounts-and-currencies.adoc#types[which types are read]. `CamelPurseIdempotencyKey`,"
                + " `CamelPurseCurrency` and `CamelPurseOrderReference` are input only: no call sets or"
                + " removes them, and they apply to every call until the route removes them. What a call"
                + " used or found is in `CamelPurseIdempotencyKeyUsed`, `CamelPurseResourceCurrency`"
                + " and `CamelPurseResourceOrderReference`. The id of a payment, client session or"
                + " payment link in the endpoint URI wins over the header.");
        page.add("");
        page.add("Each call begins with removing the response headers, so that a call that fails does"
                + " not seem to have succeeded: all of the second table but the three ids, and but those"
                + " that only `purse:webhook` sets. Of the ids, those are removed that the response"
                + " sets and the call does not take:");
        page.add("");
        page.add("* a call that creates a payment, client session or payment link removes the id of"
                + " what it creates;");
        page.add("* a call about a client session or payment link removes `CamelPursePaymentId`, which"
                + " its response sets only where there is a payment, so that no later call takes an"
                + " earlier payment's money;");
        page.add("* `verifyRedirection` removes `CamelPursePaymentId` and `CamelPurseClientSessionId`;");
        page.add("* the response of a payment sets `CamelPurseClientSessionId` where it names a"
                + " session, and leaves it alone otherwise.");
        page.add("");
        page.add("[#in]");
        page.add("== Read before a call");
        page.add("");
        headerTable(page, true);
        page.add("[#out]");
        page.add("== Set after a call");
        page.add("");
        headerTable(page, false);
        return page.text();
    }

    private void generated(Lines page) {
        page.add("// Generated from the component's metadata; do not edit. ReferencePagesTest says how"
                + " to write it again.");
        page.add("");
    }

    /** What the component has beyond the endpoint, or what the endpoint has of a kind and topic. */
    private Map<String, JsonNode> select(boolean component, String kind, Topic topic) {
        Map<String, JsonNode> selected = new TreeMap<>();
        metadata.path(component ? "componentProperties" : "properties")
                .properties()
                .forEach(option -> {
                    JsonNode facts = option.getValue();
                    boolean wanted = component
                            ? !metadata.path("properties").has(option.getKey())
                            : facts.path("kind").asText().equals(kind) && (topic == null || topic == Topic.of(facts));
                    if (wanted) {
                        selected.put(option.getKey(), facts);
                    }
                });
        return selected;
    }

    private void table(Lines page, Map<String, JsonNode> options) {
        page.add("[cols=\"2,5,2,2\",options=\"header\"]");
        page.add("|===");
        page.add("| Option | Description | Default | Type");
        options.forEach((name, facts) -> {
            page.add("");
            page.add("| `" + name + "`" + (facts.path("required").asBoolean() ? " (required)" : ""));
            page.add("| " + description(facts) + (facts.path("secret").asBoolean() ? " _Secret._" : ""));
            page.add("| " + code(defaultValue(facts)));
            page.add("| " + type(facts));
        });
        page.add("|===");
        page.add("");
    }

    private void headerTable(Lines page, boolean in) {
        page.add("[cols=\"3,5,1\",options=\"header\"]");
        page.add("|===");
        page.add("| Header | Description | Type");
        metadata.path("headers").properties().forEach(header -> {
            JsonNode facts = header.getValue();
            if (in ? isRead(facts) : isSet(facts)) {
                page.add("");
                page.add("| `" + header.getKey() + "`");
                page.add("| " + description(facts));
                page.add("| `" + simpleName(facts.path("javaType").asText()) + "`");
            }
        });
        page.add("|===");
        page.add("");
    }

    /** By the words of the description: what is about both sides of a call says so. */
    private static boolean isRead(JsonNode facts) {
        return facts.path("label").asText().equals("producer") || bothWays(facts);
    }

    private static boolean isSet(JsonNode facts) {
        return !facts.path("label").asText().equals("producer") || bothWays(facts);
    }

    private static boolean bothWays(JsonNode facts) {
        return facts.path("description").asText().contains("after the call");
    }

    private static String description(JsonNode facts) {
        String text = facts.path("description").asText().strip();
        String sentence = text.endsWith(".") ? text : text + ".";
        String marked = CODE.matcher(sentence).replaceAll("`$1`").replace("|", "\\|");
        for (JsonNode value : facts.path("enum")) {
            marked = marked.replace(" " + value.asText() + ": ", " `" + value.asText() + "`: ");
        }
        return marked;
    }

    private static String defaultValue(JsonNode facts) {
        String value = facts.path("defaultValue").asText();
        return facts.path("type").asText().equals("duration") && value.matches("\\d+000")
                ? value.substring(0, value.length() - 3) + "s"
                : value;
    }

    private static String type(JsonNode facts) {
        if (facts.path("type").asText().equals("enum")) {
            List<String> values = new ArrayList<>();
            facts.path("enum").forEach(value -> values.add(code(value.asText())));
            return String.join(", ", values);
        }
        if (facts.path("type").asText().equals("object")) {
            return code(simpleName(facts.path("javaType").asText()));
        }
        return facts.path("type").asText();
    }

    private static String simpleName(String javaType) {
        return javaType.replaceAll("[\\w.]+\\.(\\w+)", "$1");
    }

    private static String code(String value) {
        return value.isEmpty() ? "" : "`" + value + "`";
    }

    /** What options are for, by their labels, in the order of the page. */
    private enum Topic {
        ACCOUNT("API and account", "common"),
        SECURITY("Security", "security"),
        RESOURCES("Resources and reads", "producer"),
        ORDER("Orders and amounts", "order"),
        MONEY("Money operations", "money"),
        RETRY("Retries", "retry"),
        CONNECTION("Connections", "connection"),
        WEBHOOK("Webhooks", "webhook"),
        REDIRECTION("Redirections", "redirection"),
        OUTPUT("Output", "output"),
        CAMEL("Options of every Camel component", "advanced");

        /** The first one that an option has says what it is for; the others, who reads it. */
        private static final List<Topic> BY_PRECEDENCE = List.of(
                WEBHOOK, REDIRECTION, ORDER, MONEY, RETRY, CONNECTION, OUTPUT, SECURITY, CAMEL, RESOURCES, ACCOUNT);

        private final String title;
        private final String label;

        Topic(String title, String label) {
            this.title = title;
            this.label = label;
        }

        static Topic of(JsonNode facts) {
            List<String> labels = List.of(facts.path("label").asText().split(","));
            return BY_PRECEDENCE.stream()
                    .filter(topic -> labels.contains(topic.label))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("No topic has one of the labels " + labels));
        }

        String anchor() {
            return "options-" + name().toLowerCase(Locale.ROOT);
        }
    }

    private static final class Lines {

        private final StringBuilder text = new StringBuilder();

        void add(String line) {
            text.append(line.stripTrailing()).append('\n');
        }

        String text() {
            return text.toString().stripTrailing() + "\n";
        }
    }
}
