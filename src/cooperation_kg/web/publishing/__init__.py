"""The dataset as a whole on the Web: what it is, its files, and the map of the site."""
