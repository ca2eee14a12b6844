package io.camelpurse.ordertocash;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The ERP's view: which documents were acknowledged, and how. An acknowledgement that arrives twice is dropped by its
 * id, and must be the same.
 */
final class Acknowledgements {

    /** UNTDID 4343: accepted. */
    static final String ACCEPTED = "AP";

    /** UNTDID 4343: rejected. */
    static final String REJECTED = "RE";

    private final DocumentReader reader = new DocumentReader();
    private final Map<String, Acknowledgement> byId = new TreeMap<>();
    private final Set<String> contradictions = new TreeSet<>();

    /** Reads a folder of acknowledgements. */
    static Acknowledgements in(Path folder) {
        return of(Folders.files(folder, ".xml").stream().map(Folders::text).toList());
    }

    /** Reads the texts of acknowledgements. */
    static Acknowledgements of(Collection<String> texts) {
        Acknowledgements acknowledgements = new Acknowledgements();
        DocumentReader reader = acknowledgements.reader;
        texts.stream().map(reader::readAcknowledgement).forEach(acknowledgements::add);
        return acknowledgements;
    }

    void add(Acknowledgement acknowledgement) {
        Acknowledgement earlier = byId.putIfAbsent(acknowledgement.id(), acknowledgement);
        if (earlier != null && !earlier.equals(acknowledgement)) {
            contradictions.add(acknowledgement.id());
        }
    }

    /** Ids that were used for different contents. */
    Set<String> contradictions() {
        return contradictions;
    }

    Collection<Acknowledgement> all() {
        return byId.values();
    }

    /** The codes by which the documents of a kind and number were acknowledged. */
    Map<String, Set<String>> codes() {
        return all().stream()
                .collect(Collectors.groupingBy(
                        Acknowledgement::document,
                        TreeMap::new,
                        Collectors.mapping(Acknowledgement::code, Collectors.toCollection(TreeSet::new))));
    }

    /** The documents that were acknowledged otherwise than expected, for people. */
    static String differences(Map<String, Set<String>> expected, Map<String, Set<String>> found) {
        Set<String> documents = new TreeSet<>(expected.keySet());
        documents.addAll(found.keySet());
        return documents.stream()
                .filter(document -> !Objects.equals(expected.get(document), found.get(document)))
                .map(document ->
                        "%s: %s instead of %s".formatted(document, found.get(document), expected.get(document)))
                .collect(Collectors.joining("; "));
    }
}
