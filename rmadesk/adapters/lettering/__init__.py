"""What every drawn page needs for the names of all the world: fonts found, letters joined, rows in visual order."""
