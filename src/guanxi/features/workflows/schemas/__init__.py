"""What a workflow says, and what the calls about workflows take and give."""
