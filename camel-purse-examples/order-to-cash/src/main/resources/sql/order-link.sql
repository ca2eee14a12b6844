SELECT link_id, shopper_url FROM sales_order WHERE number = :#${variable.document[order_number]}
