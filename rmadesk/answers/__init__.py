"""Records as the JSON answers that scripts rely on: one module for each group of verbs."""
