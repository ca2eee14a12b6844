package io.camelpurse.documentation;

import io.camelpurse.fixture.Scrape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A query in as much of PromQL as the dashboard and the alerts use: aggregations, {@code rate}, {@code increase},
 * {@code histogram_quantile}, arithmetic, comparisons and {@code and on}. Everything else is an error. As in
 * Prometheus, a comparison filters and two vectors are matched by all labels; other than there, nothing is
 * extrapolated.
 */
final class PromQl {

    /** One element of a result. */
    record Element(Map<String, String> labels, double value) {}

    /** A vector, at the time of a scrape. */
    private interface Instant {

        List<Element> at(Recording recording, int index);
    }

    private record Selector(String series, Predicate<Scrape.Sample> matches) {

        List<Element> at(Scrape scrape) {
            return scrape.samples().stream()
                    .filter(sample -> sample.series().equals(series) && matches.test(sample))
                    .map(sample -> new Element(sample.labels(), sample.value()))
                    .toList();
        }
    }

    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(?:(\\d+(?:\\.\\d+)?[smhd]?|\\w+)|\"([^\"]*)\"" + "|(=~|!=|>=|<=|[(){}\\[\\],=<>+*/-]))");
    private static final Map<String, BinaryOperator<Double>> AGGREGATIONS =
            Map.of("sum", Double::sum, "min", Math::min, "max", Math::max);
    private static final Map<String, DoubleBinaryOperator> ARITHMETIC = Map.of(
            "+", (a, b) -> a + b,
            "-", (a, b) -> a - b,
            "*", (a, b) -> a * b,
            "/", (a, b) -> a / b);

    private final String query;
    private final List<String> tokens = new ArrayList<>();
    private final Instant result;
    private int next;

    PromQl(String query) {
        this.query = query;
        Matcher token = TOKEN.matcher(query.strip());
        int end = 0;
        while (token.lookingAt()) {
            tokens.add(token.group().strip());
            end = token.end();
            token.region(end, query.strip().length());
        }
        if (end != query.strip().length()) {
            throw error("no token");
        }
        result = and();
        if (next != tokens.size()) {
            throw error("the end expected");
        }
    }

    List<Element> at(Recording recording, int index) {
        return result.at(recording, index);
    }

    private Instant and() {
        Instant left = comparison();
        while (accept("and")) {
            expect("on");
            Set<String> labels = labels();
            left = matchedOn(labels, left, comparison());
        }
        return left;
    }

    private static Instant matchedOn(Set<String> labels, Instant left, Instant right) {
        return (recording, index) -> {
            Set<Map<String, String>> present = right.at(recording, index).stream()
                    .map(element -> only(labels, element.labels()))
                    .collect(Collectors.toSet());
            return left.at(recording, index).stream()
                    .filter(element -> present.contains(only(labels, element.labels())))
                    .toList();
        };
    }

    private Instant comparison() {
        Instant left = arithmetic(Set.of("+", "-"));
        if (peek(">") || peek("<")) {
            boolean greater = tokens.get(next++).equals(">");
            double limit = number();
            return (recording, index) -> left.at(recording, index).stream()
                    .filter(element -> greater ? element.value() > limit : element.value() < limit)
                    .toList();
        }
        return left;
    }

    private Instant arithmetic(Set<String> operators) {
        boolean isSum = operators.contains("+");
        Instant left = isSum ? arithmetic(Set.of("*", "/")) : operand();
        while (next < tokens.size() && operators.contains(tokens.get(next))) {
            DoubleBinaryOperator operator = ARITHMETIC.get(tokens.get(next++));
            left = combined(left, isSum ? arithmetic(Set.of("*", "/")) : operand(), operator);
        }
        return left;
    }

    /** A number is an element without labels, which each element matches. */
    private static Instant combined(Instant left, Instant right, DoubleBinaryOperator operator) {
        return (recording, index) -> {
            List<Element> others = right.at(recording, index);
            return left.at(recording, index).stream()
                    .flatMap(one -> others.stream()
                            .filter(other -> one.labels().isEmpty()
                                    || other.labels().isEmpty()
                                    || one.labels().equals(other.labels()))
                            .map(other -> new Element(
                                    one.labels().isEmpty() ? other.labels() : one.labels(),
                                    operator.applyAsDouble(one.value(), other.value()))))
                    .toList();
        };
    }

    private Instant operand() {
        String token = take();
        if (token.matches("\\d.*")) {
            next--;
            double value = number();
            return (recording, index) -> List.of(new Element(Map.of(), value));
        }
        return switch (token) {
            case "(" -> closed(and());
            case "sum", "min", "max" -> aggregation(token);
            case "rate", "increase" -> change(token.equals("rate"));
            case "histogram_quantile" -> quantile();
            default -> instant(selector(token));
        };
    }

    private static Instant instant(Selector selector) {
        return (recording, index) -> selector.at(recording.at(index));
    }

    private Instant closed(Instant inner) {
        expect(")");
        return inner;
    }

    private Instant aggregation(String name) {
        Set<String> by = accept("by") ? labels() : Set.of();
        expect("(");
        Instant of = closed(and());
        return (recording, index) -> {
            Map<Map<String, String>, Double> groups = new LinkedHashMap<>();
            of.at(recording, index).stream()
                    .filter(element -> !Double.isNaN(element.value()))
                    .forEach(element ->
                            groups.merge(only(by, element.labels()), element.value(), AGGREGATIONS.get(name)));
            return groups.entrySet().stream()
                    .map(group -> new Element(group.getKey(), group.getValue()))
                    .toList();
        };
    }

    /** Between the first and the last scrape of the range, of series that both have. */
    private Instant change(boolean perSecond) {
        expect("(");
        Selector selector = selector(take());
        expect("[");
        Duration range = duration(take());
        expect("]");
        expect(")");
        return (recording, index) -> {
            int begin = recording.begin(index, range);
            if (begin == index) {
                return List.of();
            }
            double divisor = perSecond ? recording.seconds(begin, index) : 1;
            Map<Map<String, String>, Double> first = selector.at(recording.at(begin)).stream()
                    .collect(Collectors.toMap(Element::labels, Element::value));
            return selector.at(recording.at(index)).stream()
                    .filter(last -> first.containsKey(last.labels()))
                    .map(last -> new Element(last.labels(), (last.value() - first.get(last.labels())) / divisor))
                    .toList();
        };
    }

    private Instant quantile() {
        expect("(");
        double quantile = number();
        expect(",");
        Instant buckets = closed(and());
        return (recording, index) -> buckets.at(recording, index).stream()
                .collect(Collectors.groupingBy(bucket -> without("le", bucket.labels())))
                .entrySet()
                .stream()
                .map(histogram -> new Element(histogram.getKey(), quantile(quantile, histogram.getValue())))
                .toList();
    }

    /** Linear within the bucket, and the lower end of the last one, as in Prometheus. */
    private static double quantile(double quantile, List<Element> buckets) {
        List<Element> sorted = buckets.stream()
                .sorted(Comparator.comparingDouble(PromQl::upperEnd))
                .toList();
        double rank = quantile * sorted.get(sorted.size() - 1).value();
        if (rank == 0) {
            return Double.NaN;
        }
        double lower = 0;
        double below = 0;
        for (Element bucket : sorted) {
            if (bucket.value() >= rank) {
                double upper = upperEnd(bucket);
                return Double.isInfinite(upper)
                        ? lower
                        : lower + (upper - lower) * (rank - below) / (bucket.value() - below);
            }
            lower = upperEnd(bucket);
            below = bucket.value();
        }
        return lower;
    }

    private static double upperEnd(Element bucket) {
        String le = bucket.labels().get("le");
        return le.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(le);
    }

    private Selector selector(String series) {
        if (!series.matches("purse_\\w+")) {
            throw error(series + " is neither a function nor a series");
        }
        Predicate<Scrape.Sample> matches = sample -> true;
        if (accept("{")) {
            do {
                matches = matches.and(matcher());
            } while (accept(","));
            expect("}");
        }
        return new Selector(series, matches);
    }

    private Predicate<Scrape.Sample> matcher() {
        String label = take();
        String operator = take();
        String quoted = take();
        if (!Set.of("=", "=~").contains(operator) || !quoted.startsWith("\"")) {
            throw error("a matcher expected");
        }
        String value = quoted.substring(1, quoted.length() - 1);
        Predicate<String> test =
                operator.equals("=") ? value::equals : Pattern.compile(value).asMatchPredicate();
        return sample -> test.test(sample.labels().getOrDefault(label, ""));
    }

    private Set<String> labels() {
        Set<String> labels = new HashSet<>();
        expect("(");
        do {
            labels.add(take());
        } while (accept(","));
        expect(")");
        return labels;
    }

    private double number() {
        String token = take();
        try {
            return Double.parseDouble(token);
        } catch (NumberFormatException e) {
            throw error("a number expected");
        }
    }

    private Duration duration(String token) {
        if (!token.matches("\\d+[smhd]")) {
            throw error("a duration expected");
        }
        return Duration.parse(token.endsWith("d") ? "P" + token : "PT" + token.toUpperCase(Locale.ROOT));
    }

    private boolean peek(String token) {
        return next < tokens.size() && tokens.get(next).equals(token);
    }

    private boolean accept(String token) {
        boolean accepted = peek(token);
        next += accepted ? 1 : 0;
        return accepted;
    }

    private void expect(String token) {
        if (!accept(token)) {
            throw error(token + " expected");
        }
    }

    private String take() {
        if (next == tokens.size()) {
            throw error("more expected");
        }
        return tokens.get(next++);
    }

    private IllegalArgumentException error(String problem) {
        return new IllegalArgumentException(
                problem + " after " + String.join(" ", tokens.subList(0, next)) + " in " + query);
    }

    private static Map<String, String> only(Set<String> names, Map<String, String> labels) {
        Map<String, String> kept = new TreeMap<>(labels);
        kept.keySet().retainAll(names);
        return kept;
    }

    private static Map<String, String> without(String name, Map<String, String> labels) {
        Map<String, String> kept = new TreeMap<>(labels);
        kept.remove(name);
        return kept;
    }
}
