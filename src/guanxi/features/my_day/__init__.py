"""What a salesperson has to do today."""
