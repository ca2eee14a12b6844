package io.camelpurse.documentation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.camelpurse.PurseConfiguration;
import io.camelpurse.PurseConstants;
import io.camelpurse.PurseEndpoint;
import io.camelpurse.PurseOperation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.spi.Metadata;

/** Writes the pages of options and headers out of the metadata that Camel's tools read too. */
final class ReferencePages {

    private static final String METADATA = "/META-INF/io/camelpurse/purse.json";

    /** The metadata has no mark-up, so code is recognized by its form, except where it is marked. */
    private static final Pattern CODE =
            Pattern.compile("`[^`]+`|(?<![\\w.])(CamelPurse\\w+|camel(?:\\.\\w+)+=\\w+|x(?:-[a-z]+)+|[a-z]+(?:_[a-z]+)+"
                    + "|[a-z]+(?:[A-Z][a-z]+)+|Cache-Control: max-age|\\d+s|/oauth/token)(?!\\w)");

    /** With the mark-up of code, which the metadata has lost. */
    private static final Map<String, String> HEADERS = Arrays.stream(PurseConstants.class.getFields())
            .collect(Collectors.toMap(ReferencePages::name, constant -> constant.getAnnotation(Metadata.class)
                    .description()));

    /** The metadata is in the order of the alphabet; the page is in the order of the fields. */
    private static final List<String> DECLARED = Stream.of(PurseEndpoint.class, PurseConfiguration.class)
            .flatMap(type -> Arrays.stream(type.getDeclaredFields()))
            .map(Field::getName)
            .toList();

    /** Options of Camel's own base classes are behind, by name. */
    private static final Comparator<String> AS_DECLARED = Comparator.comparing(
                    (String option) -> DECLARED.contains(option) ? DECLARED.indexOf(option) : DECLARED.size())
            .thenComparing(Comparator.naturalOrder());

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

    /** The component's page with the tables between its markers written anew. */
    String component(String page) {
        Lines component = new Lines();
        optionTable(component, "componentProperties", "property");
        Lines path = new Lines();
        optionTable(path, "properties", "path");
        Lines query = new Lines();
        optionTable(query, "properties", "parameter");
        Lines headers = new Lines();
        componentHeaders(headers);
        String written = replace(page, "component options", component.text());
        written = replace(written, "endpoint path options", path.text());
        written = replace(written, "endpoint query options", query.text());
        return replace(written, "headers", headers.text());
    }

    /** The page of operations with its tables of options written anew. */
    String operations(String page) {
        Map<String, JsonNode> options = select(false, "parameter", null);
        List<PurseOperation> all = List.of(PurseOperation.values());
        List<PurseOperation> sent =
                all.stream().filter(operation -> !operation.receives()).toList();
        Set<String> ofAll = affecting(options, all);
        Set<String> ofSent = affecting(options, sent);
        ofSent.removeAll(ofAll);
        Lines table = new Lines();
        table.add("[cols=\"2,5\",options=\"header\"]");
        table.add("|===");
        table.add("| Operation | Options");
        table.add("");
        table.add("| all");
        table.add("| " + codes(ofAll));
        table.add("");
        table.add("| all but `webhook`");
        table.add("| " + codes(ofSent));
        for (PurseOperation operation : all) {
            Set<String> further = affecting(options, List.of(operation));
            further.removeAll(ofAll);
            further.removeAll(ofSent);
            table.add("");
            table.add("| `" + operation + "`");
            table.add("| " + (further.isEmpty() ? "no others" : codes(further)));
        }
        table.add("|===");
        return replace(page, "options by operation", table.text());
    }

    private static Set<String> affecting(Map<String, JsonNode> options, List<PurseOperation> operations) {
        return options.entrySet().stream()
                .filter(option -> operations.stream()
                        .allMatch(
                                operation -> OptionsByOperation.affects(option.getKey(), option.getValue(), operation)))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String codes(Set<String> options) {
        return options.stream().map(ReferencePages::code).collect(Collectors.joining(", "));
    }

    private static String replace(String page, String name, String table) {
        String start = "// " + name + ": START\n";
        String end = "// " + name + ": END\n";
        int from = page.indexOf(start) + start.length();
        int to = page.indexOf(end);
        if (from < start.length() || to < from) {
            throw new IllegalStateException("The page has no markers for its " + name);
        }
        return page.substring(0, from) + table + page.substring(to);
    }

    /** All options of one kind, as Camel's own component pages list them: in groups, each by name. */
    private void optionTable(Lines page, String source, String kind) {
        Map<String, JsonNode> options = new LinkedHashMap<>();
        for (String group : groups(source, kind)) {
            Map<String, JsonNode> sorted = new TreeMap<>();
            metadata.path(source).properties().forEach(option -> {
                JsonNode facts = option.getValue();
                if (facts.path("kind").asText().equals(kind)
                        && facts.path("group").asText().equals(group)) {
                    sorted.put(option.getKey(), facts);
                }
            });
            options.putAll(sorted);
        }
        page.add("[width=\"100%\",cols=\"2,5,^1,2\",options=\"header\"]");
        page.add("|===");
        page.add("| Name | Description | Default | Type");
        options.forEach((name, facts) -> {
            page.add("");
            page.add("| *" + name + "* (" + facts.path("group").asText() + ")");
            page.add("| " + (facts.path("required").asBoolean() ? "*Required* " : "") + description(facts)
                    + (facts.path("secret").asBoolean() ? " _Secret._" : ""));
            page.add("| " + defaultValue(facts));
            page.add("| " + type(facts));
        });
        page.add("|===");
    }

    private void componentHeaders(Lines page) {
        page.add("[width=\"100%\",cols=\"3,5,1\",options=\"header\"]");
        page.add("|===");
        page.add("| Name | Description | Type");
        metadata.path("headers").properties().forEach(header -> {
            JsonNode facts = header.getValue();
            String label = facts.path("label").asText();
            page.add("");
            page.add("| `" + header.getKey() + "`" + (label.isEmpty() ? "" : " (" + label + ")") + " +");
            page.add("Constant: `" + facts.path("constantName").asText().replaceAll(".*#", "") + "`");
            page.add("| " + marked(HEADERS.get(header.getKey())));
            page.add("| `" + simpleName(facts.path("javaType").asText()) + "`");
        });
        page.add("|===");
    }

    private String options() {
        Lines page = new Lines();
        page.add("= Options");
        page.add("");
        generated(page);
        page.add("Set an option on the component, on the endpoint, or on both;");
        page.add("the endpoint's value overrides the component's.");
        page.add("Some values can also come with the message, as xref:headers.adoc[headers] or in the body:");
        page.add("the body overrides the header, the header overrides the endpoint.");
        page.add("The id of a payment, client session or payment link is an option of the endpoint only,");
        page.add("and overrides the header.");
        page.add("");
        page.add("On the endpoint, an option is a parameter of the URI, or an entry under `parameters` in YAML.");
        page.add("On the component, it is a property such as `camel.component.purse.client-id`,");
        page.add("or a setter of `PurseComponent.getConfiguration()`.");
        page.add("A duration is written as `30s` or `1m30s`; a plain number is milliseconds.");
        page.add("");
        page.add("No option is autowired, since a client,");
        page.add("a repository or credentials in the registry may be meant for something else.");
        page.add("`autowiredEnabled`, which every Camel component has, has no effect.");
        page.add("Name the bean, as in `httpClient=#name`.");
        page.add("");
        page.add("[#path]");
        page.add("== Path parameters");
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
        page.add("== Component only");
        page.add("");
        table(page, select(true, "property", null));
        return page.text();
    }

    private String headers() {
        Lines page = new Lines();
        page.add("= Headers");
        page.add("");
        generated(page);
        page.add("A call reads the headers of the first table and sets those of the second.");
        page.add("Other headers of a message have no effect on a call,");
        page.add("except for xref:redirections.adoc#input[the query parameter that a shopper brings back],");
        page.add("and for `JMSRedelivered` and `CamelRedelivered`,");
        page.add("which turn off xref:exactly-once.adoc#duplicates[the warning of a duplicate].");
        page.add("None is sent to Purse,");
        page.add("except for `traceparent` and `tracestate` with `propagateTraceContext=true`.");
        page.add("Header names are not case-sensitive.");
        page.add("`io.camelpurse.PurseConstants` has a constant for each.");
        page.add("");
        page.add("A header that a route sets always counts, however it was set;");
        page.add("xref:amounts-and-currencies.adoc#types[accepted types] lists the types of amounts and texts.");
        page.add("`CamelPurseIdempotencyKey`, `CamelPurseCurrency` and `CamelPurseOrderReference` are input only:");
        page.add("no call sets or removes them, and they apply to every call until the route removes them.");
        page.add("What the last call used is in `CamelPurseIdempotencyKeyUsed`,");
        page.add("`CamelPurseResourceCurrency` and `CamelPurseResourceOrderReference`.");
        page.add("The id of a payment, client session or payment link in the endpoint URI overrides the header.");
        page.add("");
        page.add("Each call first removes the headers that responses set,");
        page.add("so that a failed call does not seem to have succeeded: all headers of the second table");
        page.add("except the three ids and the headers that only `purse:webhook` sets.");
        page.add("It removes an id if the response sets it and the call does not use it:");
        page.add("");
        page.add("* A call that creates a payment, client session or payment link removes the id of what it creates.");
        page.add("* A call about a client session or payment link removes `CamelPursePaymentId`.");
        page.add("  Its response sets this header only if there is a payment,");
        page.add("  so that no later call captures or refunds an earlier payment.");
        page.add("* `verifyRedirection` removes `CamelPursePaymentId` and `CamelPurseClientSessionId`.");
        page.add("* The response of a payment sets `CamelPurseClientSessionId` if it names a session,");
        page.add("  and leaves it unchanged otherwise.");
        page.add("");
        page.add("[#in]");
        page.add("== Request headers");
        page.add("");
        headerTable(page, true);
        page.add("[#out]");
        page.add("== Response and notification headers");
        page.add("");
        headerTable(page, false);
        return page.text();
    }

    private void generated(Lines page) {
        page.add("// Generated from the component's metadata; do not edit."
                + " ReferencePagesTest names the command that writes it.");
        page.add("");
    }

    private List<String> groups(String source, String kind) {
        List<String> groups = new ArrayList<>();
        metadata.path(source).forEach(option -> {
            String group = option.path("group").asText();
            if (option.path("kind").asText().equals(kind) && !groups.contains(group)) {
                groups.add(group);
            }
        });
        return groups;
    }

    /** What the component has beyond the endpoint, or what the endpoint has of a kind and topic. */
    private Map<String, JsonNode> select(boolean component, String kind, Topic topic) {
        Map<String, JsonNode> selected = new TreeMap<>(AS_DECLARED);
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
            page.add("| " + defaultValue(facts));
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
                page.add("| " + marked(HEADERS.get(header.getKey())));
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
        String marked = marked(facts.path("description").asText());
        for (JsonNode value : facts.path("enum")) {
            marked = marked.replace(" " + value.asText() + ": ", " `" + value.asText() + "`: ");
        }
        return marked;
    }

    private static String marked(String description) {
        String text = description.strip();
        String sentence = text.endsWith(".") ? text : text + ".";
        return CODE.matcher(sentence)
                .replaceAll(
                        code -> Matcher.quoteReplacement(code.group(1) == null ? code.group() : code(code.group(1))))
                .replace("|", "\\|");
    }

    private static String name(Field header) {
        try {
            return (String) header.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A duration as its description has it. */
    private static String defaultValue(JsonNode facts) {
        String value = facts.path("defaultValue").asText();
        return facts.path("type").asText().equals("duration") && !value.isEmpty()
                ? duration(Duration.ofMillis(Long.parseLong(value)))
                : code(value);
    }

    private static String duration(Duration duration) {
        long seconds = duration.toSeconds();
        if (duration.isZero()) {
            return "0";
        }
        if (seconds == 0) {
            return duration.toMillis() + " ms";
        }
        if (seconds % 3600 == 0) {
            return duration.toHours() + " h";
        }
        return seconds > 60 && seconds % 60 == 0 ? duration.toMinutes() + " min" : seconds + " s";
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

        private static final int LONGEST = 120;

        private final StringBuilder text = new StringBuilder();

        /** A line that is too long goes on in the next one: AsciiDoc takes both as one paragraph of the cell. */
        void add(String line) {
            String rest = line.stripTrailing();
            while (rest.length() > LONGEST) {
                int end = rest.lastIndexOf(' ', LONGEST);
                text.append(rest, 0, end).append('\n');
                rest = rest.substring(end + 1);
            }
            text.append(rest).append('\n');
        }

        String text() {
            return text.toString().stripTrailing() + "\n";
        }
    }
}
