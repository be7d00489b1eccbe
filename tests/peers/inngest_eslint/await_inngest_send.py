"""An event is sent past the history, and nobody waits."""

import inngest

client = inngest.Inngest(app_id="shop")


@client.create_function(fn_id="notify", trigger=inngest.TriggerEvent(event="order"))
async def notify(ctx: inngest.Context) -> None:
    await client.send(inngest.Event(name="paid"))  # expect: unrecorded-call error
    await ctx.step.send_event("tell", inngest.Event(name="paid"))
