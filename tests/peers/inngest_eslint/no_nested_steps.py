"""A step inside a step."""

import inngest

client = inngest.Inngest(app_id="shop")


@client.create_function(fn_id="notify", trigger=inngest.TriggerEvent(event="order"))
async def notify(ctx: inngest.Context) -> None:
    async def outer() -> None:
        await ctx.step.run("inner", lambda: 1)  # expect: operation-in-step error

    await ctx.step.run("outer", outer)
