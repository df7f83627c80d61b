"""What a policy says: its catalogue entry and parameters, its text with a profile's values, and the markup."""
