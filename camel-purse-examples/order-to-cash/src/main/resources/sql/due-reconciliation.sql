-- The night for which orders are to be reconciled, if that was not done and no instance does it: at the time of the day
-- that is configured, or later if no instance ran then.
SELECT due.night FROM reconciliation r, (
    SELECT CASE WHEN TO_CHAR(c.clock, 'HH24:MI') >= CAST(:#${properties:orderToCash.reconcileAt} AS VARCHAR)
        THEN TO_CHAR(c.clock, 'YYYY-MM-DD') ELSE TO_CHAR(c.clock - INTERVAL '1' DAY, 'YYYY-MM-DD') END AS night
    FROM (SELECT CURRENT_TIMESTAMP AT TIME ZONE CAST(:#${properties:orderToCash.timeZone} AS VARCHAR) AS clock) c) due
WHERE r.night < due.night AND (r.claimed_until IS NULL OR r.claimed_until < CURRENT_TIMESTAMP)
