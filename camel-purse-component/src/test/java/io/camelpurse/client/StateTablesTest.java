package io.camelpurse.client;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables in the Javadoc of {@link MoneyCall} and {@link ReversalCall} have the states of the protocol. */
class StateTablesTest {

    private static final Pattern ROW = Pattern.compile("<tr>(.*?)</tr>");
    private static final Pattern CELL = Pattern.compile("<td>(.*?)</td>");
    private static final Pattern STATE = Pattern.compile("\\b[A-Z]+(_[A-Z]+)*\\b");

    /** What the text below the table adds to each of these states: no retry or time is left. */
    private static final Set<MoneyCallState> MAY_FAIL_AT_ANY_TIME = EnumSet.of(
            MoneyCallState.READING_AVAILABLE,
            MoneyCallState.SENDING,
            MoneyCallState.CHECKING,
            MoneyCallState.RESOLVING);

    @Test
    void theTableOfAMoneyCallLeadsWhereItsTransitionsLead() throws IOException {
        Map<MoneyCallState, Set<MoneyCallState>> transitions = Arrays.stream(MoneyTransition.values())
                .collect(groupingBy(
                        MoneyTransition::from, TreeMap::new, mapping(MoneyTransition::to, toCollection(TreeSet::new))));
        Map<MoneyCallState, Set<MoneyCallState>> table = new TreeMap<>();
        MoneyCallState from = null;
        for (List<String> cells : rows("MoneyCall")) {
            from = cells.get(0).isEmpty() ? from : MoneyCallState.valueOf(cells.get(0));
            Set<MoneyCallState> to = table.computeIfAbsent(from, state -> new TreeSet<>());
            to.addAll(states(cells.get(2)));
            if (MAY_FAIL_AT_ANY_TIME.contains(from)) {
                to.add(MoneyCallState.FAILED);
            }
        }

        assertThat(table).isEqualTo(transitions);
    }

    @Test
    void theTextBelowTheTableOfAMoneyCallNamesTheStatesThatMayFailAtAnyTime() throws IOException {
        String text = javadoc("MoneyCall").replaceAll(".*</table>", "").replaceAll("also end in FAILED.*", "");

        assertThat(states(text)).containsExactlyElementsOf(MAY_FAIL_AT_ANY_TIME);
    }

    @Test
    void theTableOfAReversalHasEachStateBetweenItsBeginningAndItsEnd() throws IOException {
        Set<ReversalState> between = EnumSet.noneOf(ReversalState.class);
        Set<ReversalState> left = EnumSet.noneOf(ReversalState.class);
        for (ReversalTransition transition : ReversalTransition.values()) {
            between.add(transition.to());
            left.add(transition.from());
        }
        between.retainAll(left);

        assertThat(rows("ReversalCall"))
                .extracting(cells -> ReversalState.valueOf(cells.get(0)))
                .containsExactlyElementsOf(between);
    }

    private static List<List<String>> rows(String type) throws IOException {
        List<List<String>> rows = matches(ROW, javadoc(type))
                .map(row -> matches(CELL, row).toList())
                .filter(cells -> !cells.isEmpty())
                .toList();
        assertThat(rows).isNotEmpty().allMatch(cells -> cells.size() == 3);
        return rows;
    }

    /** Of the class, on one line. */
    private static String javadoc(String type) throws IOException {
        String source = Files.readString(Path.of("src/main/java/io/camelpurse/client", type + ".java"));
        return source.substring(source.indexOf("/**"), source.indexOf("final class"))
                .replaceAll("\\s*\\n \\* *", " ");
    }

    private static Set<MoneyCallState> states(String text) {
        Set<String> names =
                STATE.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
        return Arrays.stream(MoneyCallState.values())
                .filter(state -> names.contains(state.name()))
                .collect(toCollection(TreeSet::new));
    }

    private static Stream<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1));
    }
}
