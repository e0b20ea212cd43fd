"""Files the desk reads: policies, words, styles, sounds, demonstration data; no code."""
