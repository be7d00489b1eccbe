"""Order fulfilment on DBOS, with the faults that such code has when nobody looks."""
