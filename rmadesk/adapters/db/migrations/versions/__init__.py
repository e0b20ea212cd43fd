"""The migrations, one file a step; never edited once released."""
