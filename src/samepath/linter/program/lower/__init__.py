"""From a syntax tree to instructions: each layer adds a subject. Sees one module only."""
