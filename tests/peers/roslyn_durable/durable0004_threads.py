"""A thread in an orchestrator: what is called there belongs to no orchestration."""

from concurrent.futures import ThreadPoolExecutor

import azure.durable_functions as df

app = df.DFApp()


@app.orchestration_trigger(context_name="context")
def checkout(context: df.DurableOrchestrationContext):
    def charge(order):
        return context.call_activity("charge", order)  # expect: operation-off-thread error

    with ThreadPoolExecutor() as pool:
        task = pool.submit(charge, 1)
        count = pool.submit(len, "abc").result()  # silent: it computes, and nothing hangs on when
    yield task.result()
    return count
