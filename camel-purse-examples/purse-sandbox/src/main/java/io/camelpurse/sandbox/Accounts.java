package io.camelpurse.sandbox;

import io.camelpurse.sandbox.state.Ids;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The merchants that the sandbox knows. They outlive a reset. */
final class Accounts {
    private final Ids ids;
    private final List<Account> accounts = new ArrayList<>();

    Accounts(Ids ids) {
        this.ids = ids;
    }

    Account create() {
        return add(new Account(
                ids.next(Ids.Kind.ACCOUNT),
                "client-" + ids.opaque(Ids.Kind.ACCOUNT).substring(0, 12),
                ids.opaque(Ids.Kind.ACCOUNT),
                ids.next(Ids.Kind.ACCOUNT)));
    }

    Account add(Account account) {
        accounts.add(account);
        return account;
    }

    List<Account> all() {
        return List.copyOf(accounts);
    }

    Optional<Account> find(String clientId, String clientSecret) {
        return accounts.stream()
                .filter(account -> account.clientId().equals(clientId)
                        && account.clientSecret().equals(clientSecret))
                .findFirst();
    }
}
