SELECT link_id, customer_url FROM sales_order WHERE number = :#${variable.document[order_number]}
