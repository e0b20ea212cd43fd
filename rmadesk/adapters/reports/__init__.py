"""From a report's figures to files: PDF, XLSX and CSV."""
