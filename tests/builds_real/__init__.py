"""Every provider held against a real build of the smallest project it speaks about."""
