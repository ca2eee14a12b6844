INSERT INTO order_event (order_number, event)
SELECT number, 'notified: ' || CAST(:#${header.CamelPurseWebhookResource} AS VARCHAR) || ' is '
    || CAST(:#${header.CamelPurseStatus} AS VARCHAR)
FROM sales_order WHERE payment_id = :#${header.CamelPursePaymentId} OR link_id = :#${header.CamelPursePaymentLinkId}
