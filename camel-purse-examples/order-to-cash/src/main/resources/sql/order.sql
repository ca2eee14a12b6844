-- 0 rows if another worker, whose claim has expired, has stored a payment link of its own.
INSERT INTO sales_order (number, currency, amount, decimals, link_id, link_status, link_version,
    link_read_at, shopper_url)
VALUES (:#${variable.document[order_number]}, :#${variable.document[currency]},
    CAST(:#${variable.document[amount]} AS NUMERIC(18, 2)), CAST(:#${variable.document[decimals]} AS SMALLINT),
    :#${header.CamelPursePaymentLinkId}, :#${header.CamelPurseStatus},
    CAST(:#${header.CamelPurseVersion} AS BIGINT), CURRENT_TIMESTAMP, :#${header.CamelPurseShopperUrl})
ON CONFLICT DO NOTHING
