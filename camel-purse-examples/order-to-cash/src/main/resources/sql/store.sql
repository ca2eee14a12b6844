-- 0 rows if there is a document of this kind and number.
INSERT INTO business_document (identity, kind, number, order_number, invoice_number, currency, decimals, amount,
    content, digest, state, reason, field, field_value, remedy, outcome_at)
VALUES (
    CASE WHEN CAST(:#${body[state]} AS VARCHAR) = 'open'
        THEN CAST(:#${body[kind]} AS VARCHAR) || ' ' || CAST(:#${body[number]} AS VARCHAR)
        ELSE 'rejected ' || CAST(:#${variable.digest} AS VARCHAR) END,
    :#${body[kind]}, :#${body[number]}, :#${body[order]}, :#${body[invoice]}, :#${body[currency]},
    CAST(:#${body[decimals]} AS SMALLINT), CAST(:#${body[amount]} AS NUMERIC(18, 2)), :#${variable.content},
    :#${variable.digest}, :#${body[state]},
    LEFT(COALESCE('the document ' || CAST(:#${variable.fault} AS VARCHAR), CAST(:#${body[reason]} AS VARCHAR)), 2000),
    :#${body[field]}, :#${body[value]}, :#${body[remedy]},
    CASE WHEN CAST(:#${body[state]} AS VARCHAR) = 'open' THEN NULL ELSE CURRENT_TIMESTAMP END)
ON CONFLICT DO NOTHING
