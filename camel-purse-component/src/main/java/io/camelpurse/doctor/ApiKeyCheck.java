package io.camelpurse.doctor;

import io.camelpurse.client.CallFailedException;
import io.camelpurse.client.PurseRequest;

/** Purse accepts a call with the token and the API key: a read of a payment that does not exist. */
final class ApiKeyCheck implements Check {

    @Override
    public Finding examine(Examination examination) {
        String key = examination.hasApiKey() ? "with the API key" : "without an API key";
        try {
            Examination.await(examination.client().call(PurseRequest.readNoPayment()));
            return Finding.ok("a read " + key + " was accepted");
        } catch (CallFailedException e) {
            int status = e.httpStatus();
            if (status == 401 || status == 403) {
                return Finding.failed(
                        "a read " + key + " was rejected: " + e.getMessage(),
                        examination.hasApiKey()
                                ? "Check apiKey, which belongs to the same account as clientId"
                                : "Set apiKey, from the Purse dashboard");
            }
            return status / 100 == 4
                    ? Finding.ok("a read " + key + " was accepted (status " + status + ", as there is no such payment)")
                    : Finding.failed(e.getMessage(), "Check that apiUrl ends with /payment; if it does, retry later");
        }
    }
}
