package io.camelpurse.documentation;

import static io.camelpurse.fixture.Patience.PATIENCE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Draws the dashboard with the values of a recording, and lets Chromium make an image of it. */
final class DashboardPicture {

    private static final int COLUMN = 56;
    private static final int LINE = 27;
    private static final int GAP = 4;
    private static final String[] COLORS = {
        "#56a64b", "#e0b400", "#e02f44", "#3274d9", "#ff780a", "#a352cc", "#37872d", "#8ab8ff", "#ffa6b0", "#705da0"
    };

    private final Recording recording;

    DashboardPicture(Recording recording) {
        this.recording = recording;
    }

    void write(Dashboard dashboard, Path image) throws IOException, InterruptedException {
        StringBuilder page = new StringBuilder("<body style='margin:0'><svg xmlns='http://www.w3.org/2000/svg' "
                + "style='background:#f4f5f5;font:11px sans-serif' width='" + 24 * COLUMN + "' height='"
                + height(dashboard) + "'>");
        dashboard.panels().forEach(panel -> page.append(drawn(panel)));
        Path html = Files.createTempFile("dashboard", ".html");
        Files.writeString(html, page.append("</svg></body>"));
        Process chromium = new ProcessBuilder(
                        "chromium",
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--hide-scrollbars",
                        "--window-size=" + 24 * COLUMN + "," + height(dashboard),
                        "--screenshot=" + image,
                        html.toUri().toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!chromium.waitFor(PATIENCE, TimeUnit.SECONDS) || chromium.exitValue() != 0) {
            chromium.destroyForcibly();
            throw new IOException("Chromium has not made the image");
        }
        Files.delete(html);
    }

    private static int height(Dashboard dashboard) {
        return dashboard.panels().stream()
                        .mapToInt(panel -> panel.y() + panel.height())
                        .max()
                        .orElseThrow()
                * LINE;
    }

    /** The values of each element of a panel over the recording, by its legend. NaN where there is none. */
    Map<String, double[]> lines(Dashboard.Panel panel) {
        Map<String, double[]> lines = new TreeMap<>();
        for (Dashboard.Target target : panel.targets()) {
            PromQl query = new PromQl(target.query());
            for (int i = 0; i < recording.size(); i++) {
                int at = i;
                query.at(recording, i)
                        .forEach(
                                element -> lines.computeIfAbsent(target.legend(element.labels()), added -> gaps())[at] =
                                        element.value());
            }
        }
        return lines;
    }

    private double[] gaps() {
        return IntStream.range(0, recording.size()).mapToDouble(i -> Double.NaN).toArray();
    }

    private String drawn(Dashboard.Panel panel) {
        int x = panel.x() * COLUMN + GAP;
        int y = panel.y() * LINE + GAP;
        int width = panel.width() * COLUMN - 2 * GAP;
        int height = panel.height() * LINE - 2 * GAP;
        String title = text(8, 17, "14px", "#24292e", panel.title());
        String content =
                switch (panel.type()) {
                    case "row" -> "";
                    case "stat" -> numbers(lines(panel));
                    default -> chart(lines(panel), width, height);
                };
        String frame = panel.type().equals("row")
                ? ""
                : "<rect width='" + width + "' height='" + height + "' fill='#fff' stroke='#ddd'/>";
        return "<g transform='translate(" + x + "," + y + ")'>" + frame + title + content + "</g>";
    }

    private static String numbers(Map<String, double[]> lines) {
        StringBuilder drawn = new StringBuilder();
        int y = 55;
        for (Map.Entry<String, double[]> line : lines.entrySet()) {
            double last = line.getValue()[line.getValue().length - 1];
            drawn.append(text(20, y, "20px", last > 0 ? "#e02f44" : "#56a64b", line.getKey() + "  " + shown(last)));
            y += 30;
        }
        return drawn.toString();
    }

    private static String chart(Map<String, double[]> lines, int width, int height) {
        double largest = lines.values().stream()
                .flatMapToDouble(Arrays::stream)
                .filter(value -> !Double.isNaN(value))
                .max()
                .orElse(0);
        double top = largest == 0 ? 1 : largest;
        int bottom = height - 34;
        StringBuilder drawn = new StringBuilder()
                .append(text(6, 36, "11px", "#777", shown(top)))
                .append(text(6, bottom, "11px", "#777", "0"))
                .append("<path stroke='#ddd' d='M40 32H" + (width - 8) + "M40 " + bottom + "H" + (width - 8) + "'/>");
        int color = 0;
        int legend = 8;
        for (Map.Entry<String, double[]> line : lines.entrySet()) {
            String stroke = COLORS[color++ % COLORS.length];
            drawn.append("<path fill='none' stroke-width='1.5' stroke='" + stroke + "' d='"
                    + path(line.getValue(), top, width - 48, bottom - 32) + "'/>");
            // What has been 0 throughout needs no legend.
            if (IntStream.range(0, line.getValue().length).anyMatch(i -> line.getValue()[i] > 0)
                    && legend < width - 60) {
                drawn.append(text(legend, height - 10, "11px", stroke, line.getKey()));
                legend += 7 * line.getKey().length() + 12;
            }
        }
        return drawn.toString();
    }

    private static String path(double[] values, double top, int width, int height) {
        StringBuilder path = new StringBuilder();
        boolean begins = true;
        for (int i = 0; i < values.length; i++) {
            if (Double.isNaN(values[i])) {
                begins = true;
                continue;
            }
            path.append(begins ? 'M' : 'L')
                    .append(40 + width * i / (values.length - 1))
                    .append(' ')
                    .append(Math.round(32 + height * (1 - values[i] / top)));
            begins = false;
        }
        return path.toString();
    }

    private static String shown(double value) {
        return value >= 100 || value == Math.rint(value)
                ? String.valueOf(Math.round(value))
                : String.format(Locale.ROOT, "%.3f", value);
    }

    private static String text(int x, int y, String size, String color, String text) {
        return "<text x='" + x + "' y='" + y + "' fill='" + color + "' style='font-size:" + size + "'>"
                + text.replace("&", "&amp;") + "</text>";
    }
}
