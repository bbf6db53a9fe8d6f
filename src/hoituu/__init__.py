"""It will be taken care of: nothing is lost, somebody has it, our word holds."""
