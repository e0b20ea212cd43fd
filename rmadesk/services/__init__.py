"""Use cases, one class a desk; they import the domain only and reach the world through ports."""
