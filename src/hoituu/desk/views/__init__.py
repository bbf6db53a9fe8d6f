"""The pages of the desk. Each makes one action call, or none."""
