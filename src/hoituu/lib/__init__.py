"""What two rooms share, under its real name. Pure."""
