"""From what a build reads and uv watches to the keys worth writing."""
