-- The claim lasts as long as payments are read. 0 rows where somebody asked for the comparison.
UPDATE reconciliation
SET claimed_until = CURRENT_TIMESTAMP
    + CAST(:#${properties:orderToCash.claimPeriod} AS NUMERIC(12, 3)) * INTERVAL '1' SECOND
WHERE night < CAST(:#${variable.night} AS VARCHAR) AND claimed_by = :#${properties:orderToCash.instance}
