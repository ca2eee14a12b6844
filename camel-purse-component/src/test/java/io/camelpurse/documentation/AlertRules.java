package io.camelpurse.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The alert rules in {@code docs/operations}. */
final class AlertRules {

    /** One rule. */
    record Rule(String name, String query, Map<String, String> labels, Map<String, String> annotations) {

        @SuppressWarnings("unchecked") // The structure of the file.
        private static Rule of(Map<String, Object> yaml) {
            return new Rule(
                    (String) yaml.get("alert"),
                    (String) yaml.get("expr"),
                    (Map<String, String>) yaml.get("labels"),
                    (Map<String, String>) yaml.get("annotations"));
        }
    }

    private AlertRules() {}

    @SuppressWarnings("unchecked") // The structure of the file.
    static List<Rule> all() {
        try {
            Map<String, List<Map<String, Object>>> file = (Map<String, List<Map<String, Object>>>) new Load(
                            LoadSettings.builder().build())
                    .loadFromString(Files.readString(Document.ROOT.resolve("docs/operations/prometheus-alerts.yaml")));
            return file.get("groups").stream()
                    .flatMap(group -> ((List<Map<String, Object>>) group.get("rules")).stream())
                    .map(Rule::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of the rules whose condition holds at a scrape, however long it has to hold for an alert. */
    static List<String> holding(Recording recording, int index) {
        return all().stream()
                .filter(rule -> !new PromQl(rule.query()).at(recording, index).isEmpty())
                .map(Rule::name)
                .toList();
    }
}
