"""What an association says of itself: the model of a profile, and its loading."""
