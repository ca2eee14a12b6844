package io.camelpurse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A key is a function of payment, operation and document, and of nothing else. */
class IdempotencyKeysPropertiesTest {

    record MoneyOperation(String payment, String operation, String reference) {

        String key() {
            return IdempotencyKeys.derive(payment, operation, reference);
        }
    }

    @Property
    void equalInputsMakeEqualKeys(@ForAll("moneyOperations") MoneyOperation operation) {
        MoneyOperation again = new MoneyOperation(
                new String(operation.payment()), new String(operation.operation()), new String(operation.reference()));
        assertThat(again.key()).isEqualTo(operation.key());
    }

    @Property(tries = 100)
    void differentInputsMakeDifferentKeys(@ForAll("manyMoneyOperations") List<MoneyOperation> operations) {
        Map<String, MoneyOperation> byKey = new HashMap<>();
        for (MoneyOperation operation : operations) {
            MoneyOperation other = byKey.putIfAbsent(operation.key(), operation);
            assertThat(other == null || other.equals(operation)).isTrue();
        }
    }

    @Property
    void movingACharacterOverABorderMakesAnotherKey(@ForAll("moneyOperations") MoneyOperation operation) {
        String name = operation.payment() + '\n' + operation.operation() + '\n' + operation.reference();
        assertThat(new MoneyOperation(operation.payment(), operation.operation(), operation.reference() + '\n').key())
                .isNotEqualTo(operation.key());
        assertThat(new MoneyOperation(operation.payment(), operation.operation(), name).key())
                .isNotEqualTo(operation.key());
        assertThat(new MoneyOperation(
                                operation.payment() + operation.operation(),
                                operation.operation(),
                                operation.reference())
                        .key())
                .isNotEqualTo(operation.key());
    }

    @Property
    void aKeyIsShortPrintableAndANameBasedUuid(@ForAll("moneyOperations") MoneyOperation operation) {
        UUID key = UUID.fromString(operation.key());
        assertThat(key.version()).isEqualTo(5);
        assertThat(key.variant()).isEqualTo(2);
        assertThat(operation.key()).hasSize(36).matches("[0-9a-f-]+");
    }

    @Provide
    Arbitrary<List<MoneyOperation>> manyMoneyOperations() {
        return moneyOperations().list().ofSize(500);
    }

    @Provide
    Arbitrary<MoneyOperation> moneyOperations() {
        Arbitrary<String> payments = Arbitraries.oneOf(
                Arbitraries.longs().map(bits -> new UUID(bits, ~bits).toString()),
                Arbitraries.strings()
                        .withChars("abAB01_-")
                        .ofMinLength(1)
                        .ofMaxLength(3)
                        .filter(id -> Character.isLetterOrDigit(id.charAt(0))));
        Arbitrary<String> operations = Arbitraries.of("capturePayment", "refundPayment", "voidPayment");
        // Halves of a character cannot be sent, so that they cannot name a document.
        Arbitrary<String> references = Arbitraries.oneOf(
                Arbitraries.strings().withChars("ab \n/").ofMaxLength(4),
                Arbitraries.strings().all().ofMaxLength(40).filter(text -> text.codePoints()
                        .noneMatch(point -> Character.getType(point) == Character.SURROGATE)));
        return Combinators.combine(payments, operations, references).as(MoneyOperation::new);
    }
}
