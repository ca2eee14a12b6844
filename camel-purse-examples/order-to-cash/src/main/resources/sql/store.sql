-- 0 rows if there is a document of this kind and number. A final invoice has a second row behind it, FinalInvoice, that
-- voids what is left when the invoice is done.
INSERT INTO business_document (identity, kind, number, order_number, invoice_number, currency, decimals, amount,
    content, digest, state, reason, field, field_value, remedy, outcome_at)
SELECT
    CASE WHEN CAST(:#${body[state]} AS VARCHAR) = 'open' THEN part.kind || ' ' || CAST(:#${body[number]} AS VARCHAR)
        ELSE 'rejected ' || CAST(:#${variable.digest} AS VARCHAR) END,
    part.kind, CAST(:#${body[number]} AS VARCHAR), CAST(:#${body[order]} AS VARCHAR),
    CASE part.rank WHEN 1 THEN CAST(:#${body[invoice]} AS VARCHAR) ELSE CAST(:#${body[number]} AS VARCHAR) END,
    CASE part.rank WHEN 1 THEN CAST(:#${body[currency]} AS VARCHAR) END,
    CASE part.rank WHEN 1 THEN CAST(:#${body[decimals]} AS SMALLINT) END,
    CASE part.rank WHEN 1 THEN CAST(:#${body[amount]} AS NUMERIC(18, 2)) END,
    CASE part.rank WHEN 1 THEN CAST(:#${variable.content} AS BYTEA) ELSE CAST('' AS BYTEA) END,
    CAST(:#${variable.digest} AS VARCHAR), CAST(:#${body[state]} AS VARCHAR),
    LEFT(COALESCE('the document ' || CAST(:#${variable.fault} AS VARCHAR), CAST(:#${body[reason]} AS VARCHAR)), 2000),
    CAST(:#${body[field]} AS VARCHAR), CAST(:#${body[value]} AS VARCHAR), CAST(:#${body[remedy]} AS VARCHAR),
    CASE WHEN CAST(:#${body[state]} AS VARCHAR) = 'open' THEN NULL ELSE CURRENT_TIMESTAMP END
FROM (
    SELECT 1 AS rank, CAST(:#${body[kind]} AS VARCHAR) AS kind
    UNION ALL
    SELECT 2, 'FinalInvoice'
    WHERE CAST(:#${body[final]} AS VARCHAR) = 'true' AND NOT EXISTS (
        SELECT 1 FROM business_document e WHERE e.identity = 'Invoice ' || CAST(:#${body[number]} AS VARCHAR))) part
ORDER BY part.rank
ON CONFLICT DO NOTHING
