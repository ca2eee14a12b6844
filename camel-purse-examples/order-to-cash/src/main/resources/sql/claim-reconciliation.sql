-- 1 row for the one instance that reconciles. The claim of a process that dies expires.
UPDATE reconciliation
SET claimed_by = :#${properties:orderToCash.instance},
    claimed_until = CURRENT_TIMESTAMP
        + CAST(:#${properties:orderToCash.claimPeriod} AS NUMERIC(12, 3)) * INTERVAL '1' SECOND
WHERE night < :#${variable.night} AND (claimed_until IS NULL OR claimed_until < CURRENT_TIMESTAMP)
