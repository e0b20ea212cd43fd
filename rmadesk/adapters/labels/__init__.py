"""From a label's specification to ink: PDF and printer languages."""
