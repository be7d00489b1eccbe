"""Order fulfilment on DBOS, written so that a replay takes the same path."""
