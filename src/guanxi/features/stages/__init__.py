"""What is asked of a record to enter a stage of a pipeline, to stay in it and to leave it."""
