package io.camelpurse.doctor;

import io.camelpurse.client.ApiHealth;
import java.time.Duration;

/** The clock of this machine shows what the responses of Purse show. */
final class ClockCheck implements Check {

    @Override
    public Finding examine(Examination examination) {
        Duration ahead = examination.client().state().clockAhead();
        if (ahead == null) {
            return Finding.skipped("no response of Purse has shown its time");
        }
        String seen = "Purse's clock is " + ahead.abs().toSeconds() + " s "
                + (ahead.isNegative() ? "behind" : "ahead of") + " this machine's";
        return ahead.abs().compareTo(ApiHealth.MOST_CLOCK_SKEW) <= 0
                ? Finding.ok(seen)
                : Finding.failed(seen, "Synchronize the clock of this machine (NTP)");
    }
}
