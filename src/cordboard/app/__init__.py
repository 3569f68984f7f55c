"""Orders the steps: one use case is one function is one transaction, plain and synchronous."""
