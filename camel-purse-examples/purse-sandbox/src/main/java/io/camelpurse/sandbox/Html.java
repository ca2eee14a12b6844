package io.camelpurse.sandbox;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;

/** Builds plain pages. Whatever is not markup of ours goes through {@link #escape}. */
final class Html {
    private static final String STYLE = """
        body{font-family:system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#222}
        table{border-collapse:collapse;width:100%;font-size:.85rem}
        td,th{border:1px solid #ccc;padding:.3rem .5rem;text-align:left;
        overflow-wrap:anywhere;vertical-align:top}button{font-size:1rem;padding:.6rem 1.2rem;margin:.5rem .5rem 0 0}
        .amount{font-size:2rem}.hint{color:#666}\
        """;

    private final StringBuilder text = new StringBuilder();

    Html(String title) {
        text.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
                .append(escape(title))
                .append("</title><meta name=\"viewport\" content=\"width=device-width\"><style>")
                .append(STYLE)
                .append("</style></head><body>\n");
        element("h1", title);
    }

    Html element(String name, String content) {
        text.append('<')
                .append(name)
                .append('>')
                .append(escape(content))
                .append("</")
                .append(name)
                .append(">\n");
        return this;
    }

    Html paragraph(String cssClass, String content) {
        text.append("<p class=\"")
                .append(cssClass)
                .append("\">")
                .append(escape(content))
                .append("</p>\n");
        return this;
    }

    /** Markup that is known to be right: no text of anybody else's in it. */
    Html markup(String markup) {
        text.append(markup).append('\n');
        return this;
    }

    Html link(String href, String content) {
        text.append(anchor(href, content)).append('\n');
        return this;
    }

    /** A table of texts. */
    Html table(List<String> heads, List<List<String>> rows) {
        text.append("<table><tr>");
        heads.forEach(head -> text.append("<th>").append(escape(head)).append("</th>"));
        text.append("</tr>\n");
        for (List<String> row : rows) {
            text.append("<tr>");
            row.forEach(cell -> text.append("<td>").append(cell(cell)).append("</td>"));
            text.append("</tr>\n");
        }
        text.append("</table>\n");
        return this;
    }

    void send(HttpServerResponse response, int status) {
        response.putHeader("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cache-Control", "no-store");
        Responses.whole(response, status, "text/html; charset=utf-8", Buffer.buffer(text + "</body></html>\n"));
    }

    static String escape(String content) {
        StringBuilder escaped = new StringBuilder();
        for (char c : (content == null ? "" : content).toCharArray()) {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }

    private static String cell(String content) {
        boolean path = content != null && content.startsWith("/") && !content.startsWith("//");
        return path ? anchor(content, content) : escape(content);
    }

    private static String anchor(String href, String content) {
        return "<a href=\"" + escape(href) + "\">" + escape(content) + "</a>";
    }
}
