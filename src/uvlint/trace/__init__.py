"""What a real build reads and writes, observed and held against what is known without running it."""
