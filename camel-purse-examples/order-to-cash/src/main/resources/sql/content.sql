SELECT content FROM business_document WHERE id = :#${variable.document[id]}
