INSERT INTO business_document (identity, kind, number, order_number, invoice_number, currency, decimals, amount,
    content, digest, state, reason, field, field_value, remedy, outcome_at)
VALUES ('rejected ' || CAST(:#${variable.digest} AS VARCHAR), :#${body[kind]}, :#${body[number]}, :#${body[order]},
    :#${body[invoice]}, :#${body[currency]},
    CAST(:#${body[decimals]} AS SMALLINT), CAST(:#${body[amount]} AS NUMERIC(18, 2)), :#${variable.content},
    :#${variable.digest}, 'rejected', 'another document of this kind has this number and other content', 'cbc:ID',
    :#${body[number]}, 'give the document a number of its own', CURRENT_TIMESTAMP)
ON CONFLICT DO NOTHING
