package io.camelpurse.doctor;

import io.camelpurse.PurseConfiguration;
import io.camelpurse.client.CallFailedException;

/** Purse issues an access token. */
final class TokenCheck implements Check {

    @Override
    public Finding examine(Examination examination) {
        try {
            Examination.await(examination.client().accessToken());
            return Finding.ok("issued by " + examination.tokenUrl());
        } catch (CallFailedException e) {
            return Finding.failed(e.getMessage(), remedy(e.httpStatus(), examination.configuration()));
        }
    }

    private static String remedy(int status, PurseConfiguration configuration) {
        return switch (status / 100) {
            case 3 -> "Set tokenUrl to the URL itself, which redirects nowhere";
            case 4 ->
                status == 404 || status == 405
                        ? "Set tokenUrl, or correct the host of apiUrl"
                        : "Check clientId and clientSecret, which are those of this environment and of no other;"
                                + " then tokenAuthentication (" + configuration.getTokenAuthentication() + "), apiKey"
                                + " and tokenUrl";
            case 5 -> "Purse is not available: retry later";
            default -> "Check tokenUrl and the network";
        };
    }
}
