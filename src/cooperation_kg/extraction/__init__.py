"""From a document to a draft record: what rules find, with place, method and confidence."""
