-- 0 rows if another worker, whose claim has expired, has stored a payment link of its own.
INSERT INTO sales_order (number, currency, amount, decimals, link_id, link_status, customer_url)
VALUES (:#${variable.document[order_number]}, :#${variable.document[currency]}, :#${variable.document[amount]},
    CASE CAST(:#${variable.document[currency]} AS VARCHAR) WHEN 'JPY' THEN 0 ELSE 2 END,
    :#${header.CamelPursePaymentLinkId}, :#${header.CamelPurseStatus}, :#${header.CamelPurseShopperUrl})
ON CONFLICT DO NOTHING
