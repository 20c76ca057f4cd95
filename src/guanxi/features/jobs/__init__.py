"""Looking at long work in the background, and stopping it."""
