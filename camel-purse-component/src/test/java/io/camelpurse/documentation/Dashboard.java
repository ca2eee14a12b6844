package io.camelpurse.documentation;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.fixture.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The dashboard in {@code docs/operations}. */
record Dashboard(List<Panel> panels) {

    /** A panel, or the heading of a row, at its place on a grid of 24 columns. */
    record Panel(String title, String type, int x, int y, int width, int height, List<Target> targets) {

        private static Panel of(JsonNode panel) {
            JsonNode place = panel.path("gridPos");
            List<Target> targets = new ArrayList<>();
            panel.path("targets")
                    .forEach(target -> targets.add(new Target(
                            withValues(target.path("expr").asText()),
                            target.path("legendFormat").asText())));
            return new Panel(
                    panel.path("title").asText(),
                    panel.path("type").asText(),
                    place.path("x").asInt(),
                    place.path("y").asInt(),
                    place.path("w").asInt(),
                    place.path("h").asInt(),
                    targets);
        }
    }

    /** A query whose variables have values, and the form of its legend. */
    record Target(String query, String legend) {

        String legend(Map<String, String> labels) {
            String text = legend;
            for (Map.Entry<String, String> label : labels.entrySet()) {
                text = text.replace("{{" + label.getKey() + "}}", label.getValue());
            }
            return text;
        }
    }

    static Dashboard read() {
        List<Panel> panels = new ArrayList<>();
        json().path("panels").forEach(panel -> panels.add(Panel.of(panel)));
        return new Dashboard(panels);
    }

    static JsonNode json() {
        try {
            return Json.parse(Files.readString(Document.ROOT.resolve("docs/operations/grafana-dashboard.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As Grafana does. */
    private static String withValues(String query) {
        return query.replace("$component", "purse")
                .replace("$__rate_interval", "1m")
                .replace("$__range", "1h");
    }
}
