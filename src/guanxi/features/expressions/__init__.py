"""What an editor of expressions asks while somebody types: is it sound, what could stand here, what does it give."""
