"""The vocabulary, records and authorities to quads, inference, and writing them."""
