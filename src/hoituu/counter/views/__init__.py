"""The pages customers see. No account, no sign-in; each makes one action call, or none."""
