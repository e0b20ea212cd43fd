"""What the desk touches: databases, decoders, files, printers; each implements ports and knows no sibling."""
